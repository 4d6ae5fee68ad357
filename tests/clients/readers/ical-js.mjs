// Rows as Mozilla's ical.js reads them.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { feedsOf } from "./common.mjs";

const required = createRequire(process.env.NODE_PATH + "/");
const ICAL = required("ical.js").default ?? required("ical.js");

function moment(time) {
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000", "");
}

function rowsOf(file) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      start: moment(event.startDate),
      end: moment(event.endDate),
      location: event.location,
      status: component.getFirstPropertyValue("status"),
      alarms: component.getAllSubcomponents("valarm").map((alarm) => {
        const trigger = alarm.getFirstProperty("trigger");
        return (trigger.getParameter("related") ?? "START") + trigger.getFirstValue().toSeconds();
      }),
    };
  });
}

console.log(JSON.stringify(feedsOf(process.argv[2], rowsOf)));
