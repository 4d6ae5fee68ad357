// Every page: valid HTML, whole links and anchors; every kind of page: no violation for axe, no error in the console.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { browser, build, files, reader, serve } from "./portal.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const KINDS = {
  home: "/",
  notice: "/giay-moi/quang-ngai/phien-hop-2026-07-09/",
  "changed notice": "/giay-moi/tan-lap/hoi-nghi-so-ket-quy-3/",
  plan: "/ke-hoach/trung-uong/ke-hoach-25-kh-tw/",
  schedule: "/lich-cong-tac/tan-lap/lich-cong-tac-2026-w30/",
  level: "/cap/xa/",
  units: "/don-vi/",
  unit: "/don-vi/ubnd-xa-tan-lap/",
  week: "/tuan/2026-W30/",
  "week of a level": "/cap/xa/tuan/",
  "week of a unit": "/don-vi/ubnd-xa-tan-lap/tuan/2026-W42/",
  month: "/lich/2026/07/",
  "month of a unit": "/don-vi/ubnd-xa-tan-lap/lich/2026/10/",
  dues: "/han/",
  subscribe: "/dang-ky/",
  changes: "/thay-doi/",
  search: "/tim-kiem/",
  "search results": "/tim-kiem/?q=h%E1%BB%99i+ngh%E1%BB%8B+xyzzy",
  list: "/giay-moi/",
  issuers: "/co-quan/",
  "not found": "/404.html",
};
let chrome, portal, folder;

before(async () => {
  chrome = await browser();
  folder = build("2026-12-01");
  portal = await serve(folder);
});
after(async () => {
  await chrome.close();
  portal.stop();
});

for (const [kind, path] of Object.entries(KINDS)) {
  for (const dark of [false, true]) {
    test(`axe: ${kind}, ${dark ? "dark" : "light"}`, async () => {
      for (const width of [360, 1280]) {
        const { page, errors, close } = await reader(chrome, { width, dark, clock: "2026-07-06T08:00+07:00" });
        const answer = await page.goto(portal.url + path);
        assert.equal(answer.status(), 200);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `wider than ${width} pixels`);
        for (const details of await page.locator("details").all()) await details.evaluate((element) => { element.open = true; });
        assert.deepEqual(errors, []);
        await page.evaluate(axe);
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), tags);
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
        assert.deepEqual(told, []);
        await close();
      }
    });
  }
}

const pages = () => files(folder).filter((path) => path.endsWith(".html"));

test("html-validate finds no error on any page", async () => {
  const validator = new HtmlValidate(JSON.parse(readFileSync("html-validate.json", "utf8")));
  const found = new Map();
  for (const path of pages()) {
    const report = await validator.validateFile(join(folder, path));
    for (const { messages } of report.results) {
      for (const { ruleId, line, message } of messages) {
        const key = `${ruleId}: ${message}`;
        if (!found.has(key)) found.set(key, `${path}:${line}`);
      }
    }
  }
  assert.deepEqual([...found].map(([key, where]) => `${key} (${where})`), []);
});

test("no internal link and no anchor is broken", () => {
  const known = new Set(files(folder).map((path) => `/${path}`));
  const anchors = new Map();
  const text = new Map(pages().map((path) => [`/${path}`, readFileSync(join(folder, path), "utf8")]));
  for (const [path, html] of text) anchors.set(path, new Set([...html.matchAll(/\sid="?([^"\s>]+)/g)].map((match) => match[1])));
  const broken = [];
  let count = 0;
  for (const [path, html] of text) {
    for (const [, quoted, bare] of html.matchAll(/\s(?:href|src)=(?:"([^"]*)"|([^\s>]+))/g)) {
      const target = new URL((quoted ?? bare).replaceAll("&amp;", "&"), `https://niemyet.example.vn${path.replace(/index\.html$/, "")}`);
      if (target.host !== "niemyet.example.vn") continue;
      count += 1;
      const name = decodeURIComponent(target.pathname);
      const file = name.endsWith("/") ? `${name}index.html` : name;
      if (!known.has(file)) broken.push(`${path} → ${target.pathname}`);
      else if (target.hash && !anchors.get(file)?.has(decodeURIComponent(target.hash.slice(1)))) broken.push(`${path} → ${target.pathname}${target.hash}`);
    }
  }
  assert.deepEqual([...new Set(broken)], []);
  assert.ok(count > 1000, `only ${count} links looked at`);
});

test("no page has a script or a style of its own", () => {
  for (const path of pages()) {
    const html = readFileSync(join(folder, path), "utf8");
    assert.doesNotMatch(html, /\sstyle="|<style|\son[a-z]+="/, path);
    assert.doesNotMatch(html, /<script(?![^>]*(src=|ld\+json))/, path);
    assert.match(html, /Content-Security-Policy/, path);
  }
});

test("a public portal names no phone, no mail, no inner door", () => {
  for (const path of files(folder).filter((path) => !path.endsWith(".woff2"))) {
    const text = readFileSync(join(folder, path), "utf8");
    assert.doesNotMatch(text, /0900 000 000|ten@example\.vn|meeting\.example\.vn|hop\.tanlap/, path);
  }
});
