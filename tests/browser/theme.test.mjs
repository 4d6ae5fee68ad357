// A second theme: one template extended, one string and one colour replaced; emblem and typeface from `site.toml` alone.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { browser, build, reader, serve } from "./portal.mjs";

const EMBLEM = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><rect width="64" height="32" fill="#00695c"/></svg>';
let chrome, portal;
before(async () => {
  const root = resolve("site-of-ngoc");
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, "themes"), { recursive: true });
  cpSync(join(process.env.ROOT, "content"), join(root, "content"), { recursive: true });
  cpSync(join(process.env.ROOT, "tests/browser/ngoc"), join(root, "themes/ngoc"), { recursive: true });
  const settings = join(root, "content/site.toml");
  const text = readFileSync(settings, "utf8");
  writeFileSync(settings, `theme = "ngoc"\n${text}\n[look]\naccent = "#00695c"\naccent_dark = "#4db6ac"\nemblem = "bieu-trung.svg"\nfont = "Phong Ngoc"\nfont_file = "phong.woff2"\n`);
  writeFileSync(join(root, "content/bieu-trung.svg"), EMBLEM);
  cpSync(join(process.env.ROOT, "themes/default/static/be-vietnam-pro-400.woff2"), join(root, "content/phong.woff2"));
  chrome = await browser();
  portal = await serve(build("2026-07-06", { root, name: "ngoc" }));
});
after(async () => {
  await chrome.close();
  portal.stop();
});

test("one template is extended", async () => {
  const { page, close } = await reader(chrome, {});
  await page.goto(`${portal.url}/404.html`);
  assert.match(await page.locator(".ours").innerText(), /Văn phòng trực/);
  assert.equal(await page.locator("h1").innerText(), "Không có trang này");
  await close();
});

test("one string is replaced, the others stay", async () => {
  const { page, close } = await reader(chrome, { width: 1280 });
  await page.goto(`${portal.url}/`);
  const menu = await page.locator(".masthead .menu").innerText();
  assert.match(menu, /Bảng tin/);
  assert.match(menu, /Thay đổi/);
  await close();
});

test("one colour is replaced, in light and in dark", async () => {
  for (const [dark, colour] of [[false, "rgb(0, 105, 92)"], [true, "rgb(77, 182, 172)"]]) {
    const { page, close } = await reader(chrome, { dark });
    await page.goto(`${portal.url}/`);
    const line = await page.evaluate(() => getComputedStyle(document.body, "::before").backgroundColor);
    assert.equal(line, colour);
    await close();
  }
});

test("the emblem is the site's: in the masthead, on the tab, on a phone's home screen", async () => {
  const { page, errors, close } = await reader(chrome, {});
  await page.goto(`${portal.url}/`);
  const emblem = page.locator(".brand img");
  const { src, width, height } = await emblem.evaluate((image) => ({ src: image.currentSrc, width: image.naturalWidth, height: image.naturalHeight }));
  assert.deepEqual([width, height], [64, 32]);
  assert.equal(await (await fetch(src)).text(), EMBLEM);
  assert.equal(await page.locator("link[rel=icon]").evaluate((link) => link.href), src);
  const manifest = await (await fetch(`${portal.url}/manifest.webmanifest`)).json();
  assert.equal(new URL(manifest.icons[0].src, portal.url).href, src);
  assert.deepEqual(errors, []);
  await close();
});

test("the typeface is the site's and asked for at once; the theme's own stands in for single letters at most", async () => {
  const { page, close } = await reader(chrome, {});
  const fonts = [];
  page.on("request", (request) => request.resourceType() === "font" && fonts.push(request.url()));
  await page.goto(`${portal.url}/`, { waitUntil: "networkidle" });
  assert.match(await page.evaluate(() => getComputedStyle(document.body).fontFamily), /^"Phong Ngoc"/);
  assert.equal(await page.locator("link[rel=preload][as=font]").count(), 1);
  assert.match(fonts[0], /\/font-400-/);
  assert.ok(!fonts.some((url) => url.includes("be-vietnam-pro-600")), fonts.join(" "));
  await close();
});
