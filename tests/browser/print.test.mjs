// On paper: the official layout of the Party and of the state on A4, a week on A4 landscape.

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

/** Widths and heights of all pages of a PDF, in millimetres. */
function boxes(pdf) {
  const found = pdf.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g);
  return [...found].map(([, width, height]) => [width, height].map((points) => Math.round((points / 72) * 25.4)));
}

/** Opens a page as paper of `width` pixels. */
async function paper(path, width) {
  const opened = await reader(chrome, { width, height: 1000, clock: "2026-07-06T08:00+07:00" });
  await opened.page.goto(portal.url + path);
  await opened.page.emulateMedia({ media: "print" });
  return opened;
}

const box = (page, selector) => page.locator(selector).first().boundingBox();
const LETTERS = [
  ["/giay-moi/quang-ngai/phien-hop-2026-07-09/", "ĐẢNG CỘNG SẢN VIỆT NAM", /^Số\s+-GM\/CQTT$/, "Quảng Ngãi, ngày tháng 7 năm 2026"],
  ["/giay-moi/tan-lap/hoi-nghi-so-ket-quy-3/", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", /^Số: 124\/GM-UBND$/, "Tân Lập, ngày 28 tháng 9 năm 2026"],
];

for (const [path, motto, number, date] of LETTERS) {
  test(`${motto.toLowerCase()}: ${path}`, async () => {
    const { page, close } = await paper(path, 623);
    const issuer = await box(page, ".official-issuer");
    const state = await box(page, ".official-state");
    assert.ok(issuer.x + issuer.width <= state.x + 1, "issuer left, motto right");
    assert.ok(Math.abs(issuer.y - state.y) < 2, "both at the top");
    assert.ok(issuer.y < 40, `the letterhead comes first: ${issuer.y}`);
    assert.equal((await page.locator(".official-state .name").innerText()).trim(), motto);
    assert.ok((await box(page, ".official-state .name")).height < 30, "on one line, as the rules of both have it");
    assert.match((await page.locator(".official-number").innerText()).trim(), number);
    assert.equal((await page.locator(".place-and-date").innerText()).replace(/\s+/g, " "), date);
    const sign = await box(page, ".official-signature");
    const copies = await box(page, ".official-recipients");
    assert.ok(copies.x < sign.x, "recipients left, signature right");
    for (const hidden of ["nav >> nth=0", ".footer", ".notice-head", "button >> nth=0", ".masthead"]) {
      assert.ok(!(await page.locator(hidden).isVisible()), `${hidden} is not on paper`);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sizes = boxes(pdf);
    assert.ok(sizes.length >= 1 && sizes.length <= 5, `${sizes.length} pages`);
    for (const size of sizes) assert.deepEqual(size, [210, 297]);
    await close();
  });
}

test("the signature is on one page, and never alone on it", async () => {
  for (const [path] of LETTERS) {
    const { page, close } = await paper(path, 623);
    // Columns as tall as a page break by the rules of pages, and boxes tell in which column they are: every height tried
    // moves the end of the text to another place on its page.
    const columns = await page.evaluate(() => {
      const main = document.querySelector("main");
      Object.assign(main.style, { columnWidth: "623px", columnGap: "0", columnFill: "auto", display: "block" });
      const column = (box) => Math.round((box.left - main.getBoundingClientRect().left) / 623 - 0.2);
      const boxes = (selector) => [...document.querySelectorAll(selector)].flatMap((element) => [...element.getClientRects()]).filter((box) => box.height > 1);
      const told = [];
      for (let height = 700; height < 1000; height += 13) {
        main.style.height = `${height}px`;
        const foot = new Set(boxes(".official-foot, .official-signature p, .official-recipients li").map(column));
        const text = new Set(boxes(".body > p, .body > ul > li").map(column));
        told.push({ height, foot: [...foot], text: [...text] });
      }
      return told;
    });
    assert.ok(columns.some(({ foot }) => foot[0] !== columns[0].foot[0]) || columns.every(({ foot }) => foot[0] > 0), "there is more than one page");
    for (const { height, foot, text } of columns) {
      assert.equal(foot.length, 1, `${path}: torn apart at ${height}`);
      assert.ok(text.includes(foot[0]), `${path}: alone at ${height}: ${foot} after ${text}`);
    }
    await close();
  }
});

const SHEETS = [
  ["week", "/tuan/2026-W30/"],
  ["month", "/lich/2026/07/"],
];
for (const [table, path] of SHEETS) test(`a ${table} is one landscape sheet`, async () => {
  const { page, close } = await paper(path, 1030);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sizes = boxes(pdf);
  assert.equal(sizes.length, 1);
  for (const size of sizes) assert.deepEqual(size, [297, 210]);
  const head = await page.locator(`.${table} thead`).boundingBox();
  assert.ok(head && head.width > 900, "the table has its heading and the width of the sheet");
  await close();
});

test("paper cuts no line short, wastes no sheet and offers nothing to press", async () => {
  const MOST = { "/": 4, "/don-vi/": 2, "/dang-ky/": 2, "/cap/xa/": 4, "/lich/2026/07/": 1, "/lich-cong-tac/tan-lap/lich-cong-tac-2026-w30/": 3 };
  for (const [path, most] of Object.entries(MOST)) {
    const { page, close } = await paper(path, 623);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll(".of, .month a")].filter((line) => line.scrollHeight > line.clientHeight + 2).map((line) => line.textContent),
    );
    assert.deepEqual(cut, [], path);
    assert.ok(!(await page.locator("main .button, main .jumps").first().isVisible()), `${path}: something to press`);
    const sheets = boxes(await page.pdf({ preferCSSPageSize: true })).length;
    assert.ok(sheets <= most, `${path}: ${sheets} sheets`);
    await close();
  }
});
