// Data for machines: every file of the JSON API fits the schema it names; schema.org data has what search engines read.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { build, files } from "./portal.mjs";

const Ajv = createRequire(import.meta.url)("ajv/dist/2020.js").default;
const folder = build("2026-12-01");
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

/** Every schema.org object of every page, with the page. */
function described() {
  const pages = files(folder).filter((path) => path.endsWith(".html"));
  return pages.flatMap((path) => {
    const html = readFileSync(join(folder, path), "utf8");
    const scripts = [...html.matchAll(/<script type="?application\/ld\+json"?>(.*?)<\/script>/gs)];
    return scripts.flatMap(([, json]) => JSON.parse(json)).map((item) => ({ path, item }));
  });
}

const AT = "^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d\\+07:00)?$";
const text = { type: "string", minLength: 1 };
const office = { type: "object", required: ["@type", "name"], properties: { "@type": { const: "GovernmentOrganization" }, name: text } };
const place = {
  oneOf: [
    { type: "object", required: ["name", "address"], properties: { "@type": { const: "Place" }, name: text, address: text }, additionalProperties: false },
    { type: "object", required: ["url"], properties: { "@type": { const: "VirtualLocation" }, url: text }, additionalProperties: false },
  ],
};
const word = (...words) => ({ enum: words.map((one) => `https://schema.org/${one}`) });

/** What schema.org and the search engines that read it ask of each type; nothing else may stand there. */
const SHAPES = {
  Event: {
    type: "object",
    required: ["@context", "name", "url", "startDate", "eventStatus", "eventAttendanceMode", "location", "organizer", "inLanguage"],
    additionalProperties: false,
    properties: {
      "@context": { const: "https://schema.org" },
      "@type": { const: "Event" },
      name: text,
      description: text,
      url: { type: "string", pattern: "^https://.*/$" },
      startDate: { type: "string", pattern: AT },
      endDate: { type: "string", pattern: AT },
      previousStartDate: { type: "array", items: { type: "string", pattern: AT } },
      eventStatus: word("EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled"),
      eventAttendanceMode: word("OfflineEventAttendanceMode", "OnlineEventAttendanceMode", "MixedEventAttendanceMode"),
      location: { type: "array", items: place },
      organizer: office,
      inLanguage: { const: "vi" },
    },
    if: { properties: { eventStatus: word("EventRescheduled") } },
    then: { required: ["previousStartDate"], properties: { previousStartDate: { minItems: 1 } } },
  },
  GovernmentService: {
    type: "object",
    required: ["@context", "name", "url", "provider", "availableChannel", "hoursAvailable"],
    additionalProperties: false,
    properties: {
      "@context": { const: "https://schema.org" },
      "@type": { const: "GovernmentService" },
      name: text,
      description: text,
      url: { type: "string", pattern: "^https://.*/$" },
      provider: office,
      availableChannel: { type: "array", minItems: 1, items: { type: "object", required: ["name", "serviceUrl"], properties: { "@type": { const: "ServiceChannel" }, serviceLocation: place } } },
      hoursAvailable: { type: "array", items: { type: "object", required: ["validFrom", "validThrough"], properties: { "@type": { const: "OpeningHoursSpecification" }, opens: { pattern: "^\\d\\d:\\d\\d$" }, closes: { pattern: "^\\d\\d:\\d\\d$" } } } },
    },
  },
};

test("schema.org data is what its types say", () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const checks = new Map(Object.entries(SHAPES).map(([type, shape]) => [type, ajv.compile(shape)]));
  const found = described();
  const counts = {};
  for (const { path, item } of found) {
    const fits = checks.get(item["@type"]);
    assert.ok(fits, `${path}: a ${item["@type"]}?`);
    assert.ok(fits(item), `${path}: ${ajv.errorsText(fits.errors)}`);
    counts[item["@type"]] = (counts[item["@type"]] ?? 0) + 1;
    if (item.eventStatus) counts[item.eventStatus] = true;
    if (item.endDate) assert.ok(item.endDate > item.startDate, path);
  }
  assert.ok(counts.Event > 10 && counts.GovernmentService >= 1, JSON.stringify(counts));
  for (const status of ["Cancelled", "Rescheduled", "Scheduled"]) assert.ok(counts[`https://schema.org/Event${status}`], status);
});

test("a shape refuses an event that is wrong", () => {
  const fits = new Ajv({ strict: false }).compile(SHAPES.Event);
  const { item } = described().find(({ item }) => item["@type"] === "Event");
  assert.ok(fits(item));
  assert.ok(!fits({ ...item, eventStatus: "https://schema.org/EventMoved" }));
  assert.ok(!fits({ ...item, eventStatus: "https://schema.org/EventRescheduled", previousStartDate: undefined }));
  assert.ok(!fits({ ...item, startDate: "09/7/2026" }));
});
