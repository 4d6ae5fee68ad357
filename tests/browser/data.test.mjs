// The JSON API: every file fits the schema it names.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { build, files } from "./portal.mjs";

const Ajv = createRequire(import.meta.url)("ajv/dist/2020.js").default;
const folder = build("2026-07-06");
const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));
const data = files(folder).filter((path) => /^api\/v1\/(?!schema\/)/.test(path));

test("every file fits the schema it names", () => {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { uint32: true } });
  const checks = new Map();
  for (const path of data) {
    const file = read(path);
    const schema = new URL(file.$schema).pathname.slice(1);
    if (!checks.has(schema)) checks.set(schema, ajv.compile(read(schema)));
    const fits = checks.get(schema);
    assert.ok(fits(file), `${path}: ${ajv.errorsText(fits.errors)}`);
  }
  assert.equal(checks.size, 4);
});

test("a schema refuses what the portal would never write", () => {
  const ajv = new Ajv({ strict: false, formats: { uint32: true } });
  const fits = ajv.compile(read("api/v1/schema/notice.json"));
  const notice = read(data.find((path) => path.startsWith("api/v1/notices/")));
  assert.ok(fits(notice));
  assert.ok(!fits({ ...notice, standing: "perhaps" }));
  assert.ok(!fits({ ...notice, title: undefined, sessions: "none" }));
});

test("every address the files name is there", () => {
  const known = new Set(files(folder));
  const index = read("api/v1/index.json");
  const addresses = [...index.levels, ...index.weeks, ...index.notices.flatMap((notice) => [notice.page, notice.json])];
  for (const address of addresses) {
    const path = new URL(address).pathname.slice(1);
    assert.ok(known.has(path.endsWith("/") ? `${path}index.html` : path), address);
  }
  assert.ok(index.notices.length > 10);
});
