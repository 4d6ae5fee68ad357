// The stories of an official of a commune, a clerk, and a reader without JavaScript. Days are those of the demo.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, build, reader, serve } from "./portal.mjs";

const MEETING = "Phiên họp Ban Chỉ đạo tỉnh";
const NOTICE = "/giay-moi/quang-ngai/phien-hop-2026-07-09/";
let chrome, july, november;

before(async () => {
  chrome = await browser();
  july = await serve(build("2026-07-06"));
  november = await serve(build("2026-11-10"));
});
after(async () => {
  await chrome.close();
  july.stop();
  november.stop();
});

test("an official of a commune finds Thursday's meeting, what to hand in, and prints it", async () => {
  const { page, errors, close } = await reader(chrome, { clock: "2026-07-06T08:00+07:00" });
  await page.goto(`${july.url}/`);
  await page.getByRole("navigation", { name: "Chọn cấp" }).getByRole("link", { name: "Xã", exact: true }).click();
  assert.match(page.url(), /\?cap=xa$/);
  const thursday = page.locator('.day[data-day="2026-07-09"]');
  assert.match(await thursday.innerText(), /14 giờ 00[\s\S]*Phiên họp Ban Chỉ đạo tỉnh/);
  assert.doesNotMatch(await thursday.innerText(), /Phòng họp A/, "the room of the province is not the commune's");
  const due = page.locator(".due:visible").first();
  assert.match(await due.innerText(), /trước 17 giờ 00, thứ Tư, 08\/7\/2026[\s\S]*Xác nhận chủ trì/);
  await thursday.getByRole("link", { name: MEETING }).click();
  await page.waitForURL(/#cap-xa$/);
  assert.ok(await page.locator("#cap-xa h2").getByText("Cấp của bạn").isVisible());
  const top = await page.locator("#cap-xa").evaluate((part) => part.getBoundingClientRect().top);
  assert.ok(top >= -2 && top < 200, `the commune's part is at ${top}`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.length > 10_000);
  await page.goto(`${july.url}/`);
  assert.equal(await page.locator('[data-switch] [aria-current="true"]').innerText(), "Xã", "the level is remembered");
  assert.deepEqual(errors, []);
  await close();
});

test("a level in the address wins over the remembered one", async () => {
  const { page, close } = await reader(chrome, { clock: "2026-07-06T08:00+07:00" });
  await page.goto(`${july.url}/?cap=xa`);
  await page.goto(`${july.url}/?cap=tinh`);
  assert.equal(await page.locator('[data-switch] [aria-current="true"]').innerText(), "Tỉnh");
  const lines = await page.locator(".occasion:visible").evaluateAll((all) => all.map((line) => line.dataset.levels));
  assert.ok(lines.length > 0 && lines.every((levels) => levels.split(" ").includes("tinh")), lines.join("; "));
  await close();
});

test("the reader's clock tells coming, going on and over", async () => {
  const told = async (clock) => {
    const { page, close } = await reader(chrome, { clock });
    await page.goto(july.url + NOTICE);
    const status = await page.locator(".notice-head .badge").first().innerText();
    const passed = await page.locator("#cap-xa [data-passed]:visible").count();
    await close();
    return [status, passed];
  };
  assert.deepEqual(await told("2026-07-08T09:00+07:00"), ["Sắp diễn ra", 0]);
  assert.deepEqual(await told("2026-07-09T13:59+07:00"), ["Sắp diễn ra", 1]);
  assert.deepEqual(await told("2026-07-09T14:30+07:00"), ["Đang diễn ra", 1]);
  assert.deepEqual(await told("2026-07-10T00:01+07:00"), ["Đã diễn ra", 1]);
});

test("a page built on Monday still tells the truth two weeks later", async () => {
  const { page, close } = await reader(chrome, { width: 1280, clock: "2026-07-21T10:00+07:00" });
  await page.goto(`${july.url}/`);
  assert.equal(await page.locator('.day[data-day="2026-07-09"]').count(), 0, "what has passed is gone");
  const week = page.locator('[data-part="week"]');
  assert.equal(await week.locator('.day[data-day="2026-07-24"]').count(), 1, "Friday belongs to this week");
  assert.ok(await week.locator('.day[data-day="2026-07-21"]').getByText("Hôm nay").isVisible());
  assert.equal(await page.locator('[data-part="coming"] .day[data-day="2026-07-24"]').count(), 0);
  await close();
});

test("a cancelled meeting is struck and named until its day has passed", async () => {
  const before = await reader(chrome, { clock: "2026-11-11T08:00+07:00" });
  await before.page.goto(`${november.url}/`);
  const line = before.page.locator('.day[data-day="2026-11-12"] .occasion').first();
  assert.match(await line.innerText(), /Hủy/);
  const struck = await line.locator(".occasion-title a").evaluate((link) => getComputedStyle(link).textDecorationLine);
  assert.match(struck, /line-through/);
  await before.close();
  const later = await reader(chrome, { clock: "2026-11-13T08:00+07:00" });
  await later.page.goto(`${november.url}/`);
  assert.equal(await later.page.locator('.day[data-day="2026-11-12"]').count(), 0);
  await later.close();
});

test("weeks go back and forth", async () => {
  const { page, errors, close } = await reader(chrome, { width: 1280, clock: "2026-07-06T08:00+07:00" });
  await page.goto(`${july.url}/tuan/2026-W30/`);
  const heading = () => page.locator("h1").innerText();
  assert.match(await heading(), /^Tuần 30/);
  await page.getByRole("link", { name: "Tuần trước" }).click();
  assert.match(await heading(), /^Tuần 28/, "weeks without a meeting have no page");
  await page.getByRole("link", { name: "Tuần sau" }).click();
  assert.match(await heading(), /^Tuần 30/);
  await page.getByRole("link", { name: "Tuần này" }).click();
  assert.match(await heading(), /^Tuần 28/);
  await page.getByRole("navigation", { name: "Chọn cấp" }).getByRole("link", { name: "Tỉnh" }).click();
  assert.match(page.url(), /\/cap\/tinh\/tuan\/2026-W28\/$/);
  assert.deepEqual(errors, []);
  await close();
});

test("the keyboard reaches everything and shows where it is", async () => {
  const { page, close } = await reader(chrome, { width: 1280, clock: "2026-07-06T08:00+07:00" });
  await page.goto(`${july.url}/`);
  const wanted = await page.locator("a[href]:visible, button:visible, summary:visible").count();
  const reached = new Set();
  for (let step = 0; step < wanted + 10; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const on = document.activeElement;
      if (on === document.body) return null;
      const style = getComputedStyle(on);
      const index = [...document.querySelectorAll("a[href], button, summary, [tabindex]")].indexOf(on);
      return { index, visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, name: on.textContent };
    });
    if (!focus) break;
    assert.ok(focus.visible, `no outline on ${focus.name}`);
    reached.add(focus.index);
  }
  assert.ok(reached.size >= wanted, `${reached.size} of ${wanted}`);
  await page.goto(`${july.url}/`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "noi-dung", "the skip link leads to the content");
  await close();
});

test("without JavaScript every line is there, with whole dates, and levels are pages", async () => {
  const { page, close } = await reader(chrome, { script: false });
  await page.goto(`${july.url}/`);
  assert.match(await page.locator('.day[data-day="2026-07-09"]').innerText(), /thứ Năm, 09\/7\/2026/);
  assert.equal(await page.locator("button:visible").count(), 0, "no button that does nothing");
  await page.getByRole("navigation", { name: "Chọn cấp" }).getByRole("link", { name: "Xã", exact: true }).click();
  assert.match(page.url(), /\/cap\/xa\/$/);
  assert.match(await page.locator("h1").innerText(), /Xã, phường, đặc khu/);
  await close();
});

test("pages already seen open without a line", async () => {
  const context = await chrome.newContext({ viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  await page.goto(july.url + NOTICE);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await context.setOffline(true);
  await page.reload();
  assert.match(await page.locator("h1").innerText(), /Phiên họp Ban Chỉ đạo tỉnh/);
  await context.close();
});
