// Rows as node-ical reads them; it hands days over as midnights of the machine's zone.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { feedsOf } from "./common.mjs";

const ical = createRequire(process.env.NODE_PATH + "/")("node-ical");

const text = (value) => (value && typeof value === "object" && "val" in value ? value.val : value);
const day = (date) =>
  [date.getFullYear(), String(date.getMonth() + 1).padStart(2, "0"), String(date.getDate()).padStart(2, "0")].join("-");
const moment = (date, isDay) => (isDay ? day(date) : date.toISOString().replace(".000", ""));

function seconds(duration) {
  const [, sign, days, hours, minutes] = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  return (sign ? -1 : 1) * ((days ?? 0) * 86400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60);
}

function rowsOf(file) {
  const events = Object.values(ical.sync.parseICS(readFileSync(file, "utf8"))).filter((one) => one.type === "VEVENT");
  return events.map((event) => {
    const isDay = event.datetype === "date";
    return {
      uid: event.uid,
      summary: text(event.summary),
      start: moment(event.start, isDay),
      end: moment(event.end, isDay),
      location: text(event.location) ?? null,
      status: event.status,
      alarms: (event.alarms ?? []).map((alarm) => {
        const trigger = alarm.trigger;
        return (trigger?.params?.RELATED ?? "START") + seconds(text(trigger));
      }),
    };
  });
}

console.log(JSON.stringify(feedsOf(process.argv[2], rowsOf)));
