// Portals to look at: builds one for a day, serves it as a common web server does, opens it in Chromium.

import { execFileSync } from "node:child_process";
import { readFileSync, existsSync, statSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve, extname } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml; charset=utf-8",
  ".woff2": "font/woff2",
  ".csv": "text/csv; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
};

/** Builds the portal of `root` as of `today` into a folder of its own and returns the folder. */
export function build(today, { root = process.env.ROOT, name = today } = {}) {
  const out = resolve("sites", name);
  execFileSync(process.env.NIEMYET, ["build", "--quiet", "--root", root, "--out", out, "--today", today], { stdio: ["ignore", "ignore", "pipe"] });
  return out;
}

/** Paths of all files below a folder. */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith("."))
    .sort();
}

/** Serves a folder, compressed; returns its address and a way to stop. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    let path = join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
    const found = existsSync(path);
    const file = found ? path : join(folder, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const bytes = readFileSync(file);
    const packed = type.startsWith("font/") ? bytes : gzipSync(bytes);
    const headers = { "content-type": type, "content-length": packed.length };
    if (packed !== bytes) headers["content-encoding"] = "gzip";
    response.writeHead(found ? 200 : 404, headers).end(packed);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** Debian's Chromium, without anything that calls home. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page at `width`, with the reader's clock at `clock` (ISO, with offset) and every console error collected. */
export async function reader(chrome, { width = 360, height = 780, dark = false, script = true, clock } = {}) {
  const context = await chrome.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: script,
    serviceWorkers: "block",
    timezoneId: "America/New_York",
  });
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  if (clock) await page.clock.setFixedTime(new Date(clock));
  return { page, errors, close: () => context.close() };
}
