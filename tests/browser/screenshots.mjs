// Pictures for the README, as on 6 July 2026: home, a notice on a phone, a week. Out: PNG files in the folder named.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browser, build, reader, serve } from "./portal.mjs";

const PICTURES = [
  ["home", "/", { width: 1280, height: 900 }],
  ["notice-phone", "/giay-moi/quang-ngai/phien-hop-2026-07-09/", { width: 390, height: 844 }],
  ["week", "/tuan/2026-W30/", { width: 1280, height: 900 }],
  ["month-dark", "/lich/2026/07/", { width: 1280, height: 900, dark: true }],
  ["search", "/tim-kiem/?q=h%E1%BB%99i+ngh%E1%BB%8B+chuyen+doi+so", { width: 1280, height: 900 }],
];

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const portal = await serve(build("2026-07-06"));
const chrome = await browser();
for (const [name, path, options] of PICTURES) {
  const { page, close } = await reader(chrome, { ...options, clock: "2026-07-06T08:00+07:00" });
  const answer = await page.goto(portal.url + path, { waitUntil: "networkidle" });
  if (answer.status() === 200) await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}
await chrome.close();
portal.stop();
