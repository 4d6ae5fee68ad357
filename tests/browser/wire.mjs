// What a first answer of search costs in Chromium: the folder of a published portal in; bytes, requests and
// milliseconds per question out. Every question comes from a reader who has nothing in his cache but the page.
// `tests/browser/run.sh wire DIR 200` asks for 200 notices, in five ways each notice takes in turn.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browser, reader, serve } from "./portal.mjs";

const [folder, count = "100"] = process.argv.slice(2);
const { notices } = JSON.parse(readFileSync(join(folder, "api/v1/index.json"), "utf8"));
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const WAYS = {
  "whole title": ({ title }) => title,
  "title without marks": ({ title }) => bare(title),
  "four words": ({ title }) => title.split(" ").slice(1, 5).join(" "),
  "decomposed, last word cut": ({ title }) => title.normalize("NFD").slice(0, -2),
  "number": ({ json }) => JSON.parse(readFileSync(join(folder, new URL(json).pathname), "utf8")).number ?? "1",
};

const chrome = await browser();
const portal = await serve(folder);
const asked = [];
for (let at = 0; at < Number(count); at++) {
  const notice = notices[Math.floor((at * notices.length) / Number(count))];
  const [way, question] = Object.entries(WAYS)[at % Object.keys(WAYS).length];
  asked.push({ way, ...(await ask(question(notice))) });
}
await chrome.close();
portal.stop();

const at = (numbers, share) => numbers.sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
console.log(`${notices.length} notices, ${asked.length} questions: KB of index, requests, ms to the first answer, at the median and p95`);
for (const way of [...Object.keys(WAYS), "all"]) {
  const these = asked.filter((one) => way === "all" || one.way === way);
  const shown = (key, unit, digits) => [0.5, 0.95].map((share) => (at(these.map((one) => one[key]), share) / unit).toFixed(digits)).join(" / ");
  console.log(`${way.padEnd(26)} ${shown("bytes", 1000, 0).padStart(10)}  ${shown("requests", 1, 0).padStart(8)}  ${shown("ms", 1, 0).padStart(10)}`);
}

async function ask(question) {
  const { page, close } = await reader(chrome, { width: 1280 });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await page.goto(`${portal.url}/tim-kiem/`, { waitUntil: "networkidle" });
  let bytes = 0, requests = 0;
  const urls = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!/\/search\//.test(urls.get(requestId))) return;
    bytes += encodedDataLength;
    requests += 1;
  });
  const started = Date.now();
  await page.getByRole("searchbox").fill(question);
  await page.locator("#search-results li, #search-status:not(:empty)").first().waitFor();
  const found = { bytes, requests, ms: Date.now() - started };
  await close();
  return found;
}
