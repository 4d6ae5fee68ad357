// A second theme: one template extended, one string and one colour replaced, everything else left as it is.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { browser, build, reader, serve } from "./portal.mjs";

let chrome, portal;
before(async () => {
  const root = resolve("site-of-ngoc");
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, "themes"), { recursive: true });
  cpSync(join(process.env.ROOT, "content"), join(root, "content"), { recursive: true });
  cpSync(join(process.env.ROOT, "tests/browser/ngoc"), join(root, "themes/ngoc"), { recursive: true });
  const settings = join(root, "content/site.toml");
  const text = readFileSync(settings, "utf8");
  writeFileSync(settings, `theme = "ngoc"\n${text}\n[look]\naccent = "#00695c"\naccent_dark = "#4db6ac"\n`);
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
  const { page, close } = await reader(chrome, {});
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
