// What people type into the search page, and what they get: on the demonstration portal with all its notices posted.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { browser, build, reader, serve } from "./portal.mjs";

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

const settled = (page) => page.locator('#search-results[aria-busy="false"]').waitFor({ state: "attached" });

/** The search page, settled, with a query or filters in its address. */
async function search(asked = {}, options = {}) {
  const { page, errors, close } = await reader(chrome, { width: 1280, ...options });
  await page.goto(`${portal.url}/tim-kiem/?${new URLSearchParams(asked)}`);
  if (Object.keys(asked).length > 0) await settled(page);
  return { page, errors, close };
}

/** Types over what is there, key by key, and waits for the last word. */
async function type(page, text) {
  await page.locator("#search-results").evaluate((list) => { list.ariaBusy = true; });
  await page.getByRole("searchbox").fill("");
  await page.getByRole("searchbox").pressSequentially(text, { delay: 5 });
  await settled(page);
}

const titles = (page) => page.locator("#search-results h2 a").allInnerTexts();
const marks = (page) => page.locator("#search-results mark").evaluateAll((all) => [...new Set(all.map((mark) => mark.textContent))]);
const told = (page) => page.locator("#search-status").innerText();

const NEEDS = [
  ["without marks", "hoi nghi dang uy", /Hội nghị/, "Hội"],
  ["with the other tone placement", "Đảng uỷ", /./, "Đảng ủy"],
  ["a number in one word", "25khtw", /^Tổ chức Hội nghị toàn quốc về đột phá/, "25"],
  ["the start of a number", "664-kh", /^Lớp bồi dưỡng trực tuyến/, null],
  ["a day", "13/1/2025", /Hội nghị toàn quốc về đột phá/, "13"],
  ["the start of a word", "nông th", /nông thôn mới/i, "nông"],
  ["decomposed letters", "nông thôn mới".normalize("NFD"), /nông thôn mới/i, "mới"],
  ["raw telex", "hooij nghij", /Hội nghị/, "Hội"],
];

for (const [name, query, first, mark] of NEEDS) {
  test(`${name}: ${query}`, async () => {
    const { page, errors, close } = await search();
    await type(page, query);
    const found = await titles(page);
    assert.match(found[0], first);
    if (mark) assert.ok((await marks(page)).join(" ").includes(mark.split(" ")[0]), `${await marks(page)}`);
    assert.match(await told(page), /^\d+ văn bản\./);
    assert.equal(new URL(page.url()).searchParams.get("q"), query);
    assert.deepEqual(errors, []);
    await close();
  });
}

const SAME = [
  ["a number", ["25-KH/TW", "25 kh tw", "25khtw", "25-kh/tw", "025-KH/TW"]],
  ["a day", ["13/01/2025", "13/1/2025", "13-1-2025", "ngày 13 tháng 01 năm 2025"]],
  ["a word with a tone", ["Đảng ủy", "Đảng uỷ", "Đảng ủy".normalize("NFD"), "ĐẢNG UỶ"]],
];

for (const [name, forms] of SAME) {
  test(`${name} gives the same first result however it is written`, async () => {
    const found = new Map();
    for (const q of forms) {
      const { page, close } = await search({ q });
      found.set(q, (await titles(page))[0]);
      await close();
    }
    assert.equal(new Set(found.values()).size, 1, JSON.stringify([...found]));
    assert.ok(found.get(forms[0]));
  });
}

test("each of two words that differ in their tone finds itself first", async () => {
  for (const q of ["mời", "mới"]) {
    const { page, close } = await search({ q });
    const [first] = await titles(page);
    assert.ok(first.toLowerCase().split(/[^\p{L}]+/u).includes(q), `${q}: ${first}`);
    await close();
  }
});

test("words side by side come before the same words apart", async () => {
  const { page, close } = await search({ q: "hoi nghi toan quoc" });
  const found = await titles(page);
  const apart = found.findIndex((title) => !title.includes("Hội nghị toàn quốc"));
  assert.ok(apart > 1, found.join("; "));
  assert.ok(found.slice(apart).every((title) => !title.includes("Hội nghị toàn quốc")), found.join("; "));
  await close();
});

test("exact marks come before others", async () => {
  const { page, close } = await search({ q: "Đảng uỷ" });
  assert.match(await page.locator("#search-results .entry-facts").first().innerText(), /Đảng ủy/);
  await close();
});

test("a word that is nowhere finds nothing and says so", async () => {
  const { page, errors, close } = await search();
  await type(page, "xyzzyq");
  assert.deepEqual(await titles(page), []);
  assert.equal(await told(page), "Không có văn bản nào cho “xyzzyq”. Không đâu có: xyzzyq.");
  assert.deepEqual(errors, []);
  await close();
});

test("the nearest spelling is offered, and applied only when it is chosen", async () => {
  const { page, close } = await search();
  await type(page, "hội nghị tgập huấn");
  const offer = page.locator("#search-status button");
  assert.equal(await page.getByRole("searchbox").inputValue(), "hội nghị tgập huấn");
  const meant = await offer.innerText();
  assert.match(meant, /^hội nghị t\S+ huấn$/);
  await offer.click();
  await settled(page);
  assert.equal(await page.getByRole("searchbox").inputValue(), meant);
  assert.ok((await titles(page)).length > 0);
  await close();
});

test("filters count, narrow, stand in the address, and go back", async () => {
  const { page, errors, close } = await search({ q: "hội nghị" });
  const all = Number((await told(page)).match(/\d+/)[0]);
  const kind = page.getByLabel("Loại");
  const [label] = (await kind.locator("option").allInnerTexts()).filter((text) => text.startsWith("Kế hoạch"));
  const count = Number(label.match(/\((\d+)\)$/)[1]);
  assert.ok(count > 0 && count < all, label);
  await page.locator("#search-results").evaluate((list) => { list.ariaBusy = true; });
  await kind.selectOption("plan");
  await settled(page);
  assert.match(await told(page), new RegExp(`^${count} văn bản`));
  assert.equal(new URL(page.url()).search, "?q=h%E1%BB%99i+ngh%E1%BB%8B&kind=plan");
  const others = await kind.locator("option").allInnerTexts();
  assert.ok(others.some((text) => text.startsWith("Giấy mời (")), "another kind can be chosen at once");
  await page.locator("#search-results").evaluate((list) => { list.ariaBusy = true; });
  await page.goBack();
  await settled(page);
  assert.match(await told(page), new RegExp(`^${all} văn bản`));
  assert.equal(await kind.inputValue(), "");
  assert.deepEqual(errors, []);
  await close();
});

test("an address with query and filters opens as it was sent", async () => {
  const { page, close } = await search({ q: "họp", level: "commune", year: "2026" });
  assert.equal(await page.getByLabel("Cấp").inputValue(), "commune");
  assert.equal(await page.getByLabel("Năm").inputValue(), "2026");
  assert.ok((await titles(page)).length > 0);
  await close();
});

test("the keyboard goes from the query through the results and back", async () => {
  const { page, close } = await search({ q: "hội nghị" });
  await page.keyboard.press("/");
  const focused = () => page.evaluate(() => document.activeElement.tagName + (document.activeElement.textContent.trim() && "+"));
  assert.equal(await focused(), "INPUT");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), (await titles(page))[1]);
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "INPUT");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(giay-moi|ke-hoach|thong-bao|lich-cong-tac)\//);
  await close();
});

test("the box on every page leads to the results", async () => {
  const { page, close } = await reader(chrome, { width: 1280 });
  await page.goto(`${portal.url}/`);
  await page.getByRole("search").getByRole("searchbox").fill("25khtw");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/tim-kiem\/\?q=25khtw$/);
  await settled(page);
  assert.match((await titles(page))[0], /^Tổ chức Hội nghị/);
  await close();
});

/** The portal with some files of its index as `answer` gives them; the page's requests for the root are counted. */
async function disturbed(q, answer) {
  const { page, errors, close } = await reader(chrome, { width: 1280 });
  const roots = [];
  await page.route(/\/search\/.*\.bin$/, (route) => {
    if (route.request().url().endsWith("root.bin")) roots.push(route.request().url());
    const given = answer(route.request().url(), roots.length);
    return given ? route.fulfill(given) : route.continue();
  });
  await page.goto(`${portal.url}/tim-kiem/?q=${encodeURIComponent(q)}`);
  return { page, errors, roots, close };
}

test("a file of the index that is missing or damaged costs what it held, and is told", async () => {
  const shards = readdirSync(join(folder, "search")).filter((name) => name !== "root.bin");
  const largest = shards.map((name) => [readFileSync(join(folder, "search", name)).length, name]).sort((a, b) => b[0] - a[0]);
  for (const given of [{ status: 404, body: "" }, { status: 200, body: Buffer.from("\u001f\u008bbroken", "latin1") }]) {
    const lost = largest.slice(0, 4).map(([, name]) => name);
    const { page, close } = await disturbed("hội nghị đảng ủy tân lập báo cáo", (url) => lost.some((name) => url.endsWith(name)) && given);
    await settled(page);
    assert.match(await told(page), /Một phần chỉ mục không tải được/);
    assert.ok((await titles(page)).length > 0, "the rest answers");
    await close();
  }
});

test("a page older than the index loads itself anew, once, and then says what is the matter", async () => {
  const other = { status: 200, body: gzipSync(Buffer.from([99])) };
  const { page, roots, close } = await disturbed("hội nghị", (url) => url.endsWith("root.bin") && other);
  await page.getByText("Chưa tải được chỉ mục tìm kiếm").waitFor();
  assert.equal(roots.length, 2, "it asked, loaded itself anew, and asked again");
  await close();
  const renewed = await disturbed("hội nghị", (url, asked) => url.endsWith("root.bin") && asked === 1 && other);
  await settled(renewed.page);
  assert.ok((await titles(renewed.page)).length > 0, "with the new page come the results");
  await renewed.close();
});

test("an open page finds its way into an index published since", async () => {
  const names = readdirSync(join(folder, "search"));
  let published = false;
  const { page, roots, close } = await disturbed("", (url) => !published && !url.endsWith("root.bin") && { status: 404, body: "" });
  await page.getByRole("searchbox").waitFor();
  await page.route(/root\.bin$/, (route) => { published = roots.length > 0; return route.fallback(); });
  await type(page, "báo cáo tiến độ");
  assert.ok(roots.length >= 2, `${roots.length} of ${names.length}`);
  assert.ok((await titles(page)).length > 0);
  assert.doesNotMatch(await told(page), /không tải được/);
  await close();
});

test("without JavaScript the page says what to do and leads to the lists", async () => {
  const { page, close } = await reader(chrome, { script: false });
  await page.goto(`${portal.url}/tim-kiem/?q=hop`);
  assert.ok(await page.locator("noscript .lead").isVisible());
  assert.equal(await page.locator("button:visible").count(), 0, "no button that does nothing");
  await page.locator("main").getByRole("link", { name: "Giấy mời" }).click();
  await page.waitForURL(/\/giay-moi\/$/);
  await close();
});

test("the script is small, a first result costs little, and no file of the index is asked for twice", async (context) => {
  const { page, close } = await reader(chrome, { width: 1280 });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const urls = new Map(), read = new Map(), twice = [];
  let script = 0;
  session.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId) ?? "";
    if (/assets\/search.*\.js$/.test(url)) script += encodedDataLength;
    if (!/\/search\/.*\.bin$/.test(url)) return;
    if (read.has(url)) twice.push(url);
    read.set(url, encodedDataLength);
  });
  const index = () => [...read.values()].reduce((sum, bytes) => sum + bytes, 0);
  const query = "hooij nghij xyzzyq ddangr uyr";
  await page.goto(`${portal.url}/tim-kiem/`);
  // All of it is typed before the index has begun to arrive, as on a slow line.
  let typed;
  const whole = new Promise((done) => { typed = done; });
  await page.route("**/search/root.bin", (route) => whole.then(() => route.continue()));
  await page.getByRole("searchbox").pressSequentially(query);
  typed();
  await settled(page);
  await page.locator("#search-status").getByText("Không đâu có").waitFor();
  const scripts = readdirSync(join(folder, "assets")).filter((name) => /^search.*\.js$/.test(name));
  const size = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, "assets", name)), { level: 9 }).length, 0);
  context.diagnostic(`${scripts.length} scripts, ${size} bytes gzipped; index ${index()} bytes in ${read.size} requests`);
  assert.equal(scripts.length, 1, "all of it, for facets, offers and raw telex too");
  assert.ok(script > 0 && size <= 6_144, `${size} bytes of script`);
  assert.ok(index() > 0 && index() < 100_000, `${index()} bytes of index`);

  // Slowly, so that every letter is a search: what was read before is not read again.
  await page.getByRole("searchbox").fill("");
  await page.getByRole("searchbox").pressSequentially(query, { delay: 250 });
  await settled(page);
  context.diagnostic(`letter by letter: ${index()} bytes in ${read.size} requests`);
  assert.deepEqual(twice, []);
  await close();
});
