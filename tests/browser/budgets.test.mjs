// What a first visit costs, and whether anything moves while it loads.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, build, reader, serve } from "./portal.mjs";

let chrome, portal;
before(async () => {
  chrome = await browser();
  portal = await serve(build("2026-12-01"));
});
after(async () => {
  await chrome.close();
  portal.stop();
});

/** Bytes on the wire by kind of file, headers included, and the browser's own sum of layout shifts. */
async function visit(path, width) {
  const { page, close } = await reader(chrome, { width });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const kinds = new Map();
  const bytes = { all: 0, script: 0, font: 0 };
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (kinds.get(requestId) === "Script") bytes.script += encodedDataLength;
    if (kinds.get(requestId) === "Font") bytes.font += encodedDataLength;
  });
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; })).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(portal.url + path, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const cls = await page.evaluate(() => window.shifts);
  await close();
  return { ...bytes, cls };
}

const LIMITS = [
  ["/giay-moi/quang-ngai/phien-hop-2026-07-09/", 80_000],
  ["/ke-hoach/trung-uong/ke-hoach-25-kh-tw/", 80_000],
  ["/giay-moi/", 100_000],
  ["/", 100_000],
  ["/tuan/2026-W30/", 100_000],
  ["/tim-kiem/?q=25khtw", 80_000],
];

for (const [path, limit] of LIMITS) {
  for (const width of [360, 1280]) {
    test(`${path} at ${width}: within ${limit / 1000} KB, script within 10 KB, nothing moves`, async (context) => {
      const { all, script, font, cls } = await visit(path, width);
      context.diagnostic(`${all} bytes, script ${script}, fonts ${font}, CLS ${cls}`);
      assert.ok(font > 0, "the portal's own typeface is used");
      assert.ok(all <= limit, `${all} bytes`);
      assert.ok(script <= 10_000, `${script} bytes of script`);
      assert.equal(cls, 0);
    });
  }
}

test("the text is there before the font arrives", async () => {
  const { page, close } = await reader(chrome, {});
  await page.route(/\.woff2$/, () => {});
  await page.goto(`${portal.url}/`, { waitUntil: "domcontentloaded" });
  await page.waitForTimeout(300);
  const shown = await page.locator("h1").evaluate((heading) => heading.getBoundingClientRect().height > 0 && ![...document.fonts].some((font) => font.display !== "swap" && font.family === "Be Vietnam Pro"));
  assert.ok(shown);
  await close();
});
