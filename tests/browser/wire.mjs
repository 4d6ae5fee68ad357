// What a first answer of search costs in Chromium: the folder of a published portal in; bytes, requests and
// milliseconds per question out. Every question comes from a reader who has nothing in his cache but the page.
// `tests/browser/run.sh wire DIR 200` asks for 200 notices, in five ways each notice takes in turn. DIR may also be
// what `cargo bench --bench search -- 100000` leaves in target/tmp/bench: an index and questions without a page.

import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { browser, build, reader, serve } from "./portal.mjs";

const [given, count = "100"] = process.argv.slice(2);
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const WAYS = {
  "whole title": ({ title }) => title,
  "title without marks": ({ title }) => bare(title),
  "four words": ({ title }) => title.split(" ").slice(1, 5).join(" "),
  "decomposed, last word cut": ({ title }) => title.normalize("NFD").slice(0, -2),
  "number": ({ json }) => JSON.parse(readFileSync(join(given, new URL(json).pathname), "utf8")).number ?? "1",
};

/** So many of a list, evenly. */
const some = (list) => Array.from({ length: Math.min(count, list.length) }, (_, nth) => list[Math.floor((nth * list.length) / Math.min(count, list.length))]);

/** Ways and questions about the notices of a portal. */
function about(notices) {
  const ways = Object.entries(WAYS);
  return some(notices).map((notice, nth) => { const [way, question] = ways[nth % ways.length]; return [way, question(notice)]; });
}

/** The demonstration's search page with the index that lies in a folder. */
function paged(index) {
  const folder = build("2026-12-01", { name: "wire" });
  rmSync(join(folder, "search"), { recursive: true });
  symlinkSync(join(resolve(index), "search"), join(folder, "search"));
  return folder;
}

const asks = join(given, "queries.json");
const folder = existsSync(asks) ? paged(given) : given;
const questions = existsSync(asks) ? some(JSON.parse(readFileSync(asks, "utf8"))) : about(JSON.parse(readFileSync(join(given, "api/v1/index.json"), "utf8")).notices);

const chrome = await browser();
const portal = await serve(folder);
const asked = [];
for (const [way, question] of questions) asked.push({ way, ...(await ask(question)) });
const warm = await again(questions.map(([, question]) => question));
await chrome.close();
portal.stop();

const at = (numbers, share) => numbers.sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
console.log(`${asked.length} questions: KB of index, requests, ms to the first answer, at the median and p95`);
for (const way of [...new Set(asked.map((one) => one.way)), "all"]) {
  const these = asked.filter((one) => way === "all" || one.way === way);
  const shown = (key, unit, digits) => [0.5, 0.95].map((share) => (at(these.map((one) => one[key]), share) / unit).toFixed(digits)).join(" / ");
  console.log(`${way.padEnd(38)} ${shown("bytes", 1000, 0).padStart(10)}  ${shown("requests", 1, 0).padStart(8)}  ${shown("ms", 1, 0).padStart(10)}`);
}
for (const [name, times] of Object.entries(warm)) console.log(`asked again, ${name}: ms at the median and p95 ${[0.5, 0.95].map((share) => at(times, share).toFixed(1)).join(" / ")}`);

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

/** Milliseconds of questions asked before, with all they need in memory: the head alone, and with the body. */
async function again(questions) {
  const theme = join(process.env.ROOT, "themes/default/static");
  const { page, close } = await reader(chrome, { width: 1280 });
  await page.route("**/engine/*.js", (route) => route.fulfill({ path: join(theme, basename(route.request().url())) }));
  await page.goto(`${portal.url}/404.html`);
  const times = await page.evaluate(async (questions) => {
    const { open } = await import("/engine/search.js");
    const engine = await open(async (path) => (await fetch("/" + path)).blob());
    const times = { head: [], both: [] };
    for (const question of questions) {
      for (const [name, body] of [["head", false], ["both", true]]) {
        await engine.search(question, { body });
        const started = performance.now();
        await engine.search(question, { body });
        times[name].push(performance.now() - started);
      }
    }
    return times;
  }, questions);
  await close();
  return times;
}
