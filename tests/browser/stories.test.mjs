// The stories of an official of a commune, a clerk, and a reader without JavaScript. Days are those of the demo.

import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { browser, build, reader, serve } from "./portal.mjs";

const MEETING = "Phiên họp Ban Chỉ đạo tỉnh";
const NOTICE = "/giay-moi/quang-ngai/phien-hop-2026-07-09/";
let chrome, july, midJuly, november;

before(async () => {
  chrome = await browser();
  july = await serve(build("2026-07-06"));
  midJuly = await serve(build("2026-07-16"));
  november = await serve(build("2026-11-10"));
});
after(async () => {
  await chrome.close();
  july.stop();
  midJuly.stop();
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
  const calendar = await addToCalendar(page);
  const meeting = calendar.find((entry) => entry.SUMMARY.startsWith(MEETING));
  assert.equal(meeting.DTSTART, "20260709T140000");
  assert.match(meeting.UID, /^quang-ngai_phien-hop-2026-07-09\.1@/);
  assert.match(meeting.URL, /\/giay-moi\/quang-ngai\/phien-hop-2026-07-09\/$/);
  assert.ok(calendar.some((entry) => entry.SUMMARY.startsWith("HẠN 17:00")), "the deadline comes with it");
  await page.goto(`${july.url}/`);
  assert.equal(await page.locator('[data-switch] [aria-current="true"]').innerText(), "Xã", "the level is remembered");
  assert.deepEqual(errors, []);
  await close();
});

/** Opens "add to calendar" and clicks the file, as a phone does; returns the entries it brings, unfolded. */
async function addToCalendar(page) {
  await page.locator(".actions summary").click();
  const link = page.locator(".actions").getByRole("link", { name: "Tệp .ics" }).first();
  const address = new URL(await link.getAttribute("href"));
  // The portal names its own host in calendars; here the same path is served by the test.
  await link.evaluate((element, href) => { element.href = href; }, new URL(address.pathname, page.url()).href);
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const text = readFileSync(await download.path(), "utf8").replaceAll("\r\n ", "");
  const lines = (entry) => entry.split("\r\n").filter((line) => line.includes(":"));
  const pair = (line) => [line.slice(0, line.search(/[;:]/)), line.slice(line.indexOf(":") + 1)];
  return text.split("BEGIN:VEVENT").slice(1).map((entry) => Object.fromEntries(lines(entry.split("BEGIN:VALARM")[0]).map(pair)));
}

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
  await page.goto(`${midJuly.url}/`);
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
  const { page, errors, close } = await reader(chrome, { width: 1280, clock: "2026-11-10T08:00+07:00" });
  await page.goto(`${november.url}/tuan/2026-W30/`);
  const heading = () => page.locator("h1").innerText();
  assert.match(await heading(), /^Tuần 30/);
  await page.getByRole("link", { name: "Tuần trước" }).click();
  assert.match(await heading(), /^Tuần 28/, "weeks without a meeting have no page");
  await page.getByRole("link", { name: "Tuần sau" }).click();
  assert.match(await heading(), /^Tuần 30/);
  await page.getByRole("link", { name: "Tuần này" }).click();
  assert.match(await heading(), /^Tuần 46/);
  await page.getByRole("navigation", { name: "Chọn cấp" }).getByRole("link", { name: "Tỉnh" }).click();
  assert.match(page.url(), /\/cap\/tinh\/tuan\/2026-W46\/$/);
  assert.deepEqual(errors, []);
  await close();
});

test("a unit that is named has its own week and month, and the month leads to its weeks", async () => {
  const { page, errors, close } = await reader(chrome, { width: 1280, clock: "2026-07-20T08:00+07:00" });
  await page.goto(`${midJuly.url}/don-vi/ubnd-xa-tan-lap/`);
  await page.getByRole("link", { name: "Lịch tháng" }).click();
  assert.match(page.url(), /\/don-vi\/ubnd-xa-tan-lap\/lich\/$/);
  await page.locator(".month th[scope=row]").getByRole("link", { name: "Tuần 30" }).click();
  assert.match(page.url(), /\/don-vi\/ubnd-xa-tan-lap\/tuan\/2026-W30\/$/);
  assert.match(await page.locator("table.week").innerText(), /Giao ban đầu tuần/);
  assert.deepEqual(errors, []);
  await close();
});

test("a lost address leads to the nearest page there is", async () => {
  const { page, close } = await reader(chrome, { clock: "2026-07-06T08:00+07:00" });
  const LOST = {
    "/don-vi/ubnd-xa-tan-lap/tuan/2026-W21/": ["/tuan/2026-W21/", "/don-vi/ubnd-xa-tan-lap/tuan/"],
    "/don-vi/ubnd-xa-tan-lap/lich/2026/05/": ["/lich/2026/05/", "/don-vi/ubnd-xa-tan-lap/lich/"],
    "/giay-moi/tan-lap/khong-co/": ["/giay-moi/", "/"],
  };
  for (const [lost, ways] of Object.entries(LOST)) {
    const answer = await page.goto(july.url + lost);
    assert.equal(answer.status(), 404, lost);
    await page.waitForFunction((way) => document.querySelector("main li a").getAttribute("href") === way, ways[0]);
    const links = page.locator("main li a");
    assert.deepEqual(await links.evaluateAll((all) => all.slice(0, 2).map((link) => link.getAttribute("href"))), ways);
    assert.ok((await links.first().innerText()).length > 3);
  }
  await close();
});

test("a moved meeting says so on the old page and on the new one: before, struck, and now", async () => {
  for (const id of ["hoi-nghi-so-ket-quy-3", "ngay-moi-hoi-nghi-so-ket-quy-3"]) {
    const { page, close } = await reader(chrome, { clock: "2026-10-15T08:00+07:00" });
    await page.goto(`${november.url}/giay-moi/tan-lap/${id}/`);
    const move = page.locator(".notice-changes .moves li").first();
    assert.match(await move.locator("s").innerText(), /thứ Năm, 08\/10\/2026, 08 giờ 00/);
    assert.match(await move.locator("strong").innerText(), /thứ Năm, 22\/10\/2026, 08 giờ 00/);
    await close();
  }
});

test("a withdrawn notice keeps its address, says so, and calls nobody any more", async () => {
  const root = resolve("site-of-withdrawal");
  rmSync(root, { recursive: true, force: true });
  cpSync(join(process.env.ROOT, "content"), join(root, "content"), { recursive: true });
  const file = join(root, "content/quang-ngai/phien-hop-2026-07-09.md");
  const text = readFileSync(file, "utf8");
  const end = text.indexOf("\n+++", 4);
  const withdrawal = "\n[withdrawn]\nat = 2026-07-05 08:00\nreason = \"Đăng nhầm bản dự thảo\"";
  writeFileSync(file, text.slice(0, end) + withdrawal + text.slice(end));
  const portal = await serve(build("2026-07-06", { root, name: "withdrawal" }));
  const { page, errors, close } = await reader(chrome, { clock: "2026-07-06T08:00+07:00" });
  const answer = await page.goto(portal.url + NOTICE);
  assert.equal(answer.status(), 200);
  assert.match(await page.locator("main").innerText(), /đã được gỡ[\s\S]*08:00, 05\/7\/2026[\s\S]*Đăng nhầm bản dự thảo/);
  assert.doesNotMatch(await page.content(), /Phòng họp A/);
  await page.goto(`${portal.url}/`);
  assert.equal(await page.locator(".home-week, .home-coming").getByText(MEETING).count(), 0);
  await page.goto(`${portal.url}/thay-doi/`);
  assert.match(await page.locator(".change").last().innerText() + await page.locator(".change-withdraw").innerText(), /Gỡ/);
  const feed = await (await fetch(portal.url + NOTICE + "lich.ics")).text();
  assert.match(feed, /STATUS:CANCELLED/);
  assert.doesNotMatch(feed, /STATUS:CONFIRMED[\s\S]{0,400}Phòng họp A/);
  assert.deepEqual(errors, []);
  await close();
  portal.stop();
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
