// The reader's now and the reader's level. In: pages whose lines carry their times and levels. Out: lines that have
// passed leave, today is named, and a chosen level stays chosen. Without it every date is absolute and nothing is hidden.

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** The civil time of the site's zone, as pages write it: 2026-07-09T14:05. */
function civilNow() {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: root.dataset.zone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date()).replace(" ", "T");
}

/** The day `days` after `day`. */
function shifted(day, days) {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Sunday of the week of `day`. */
function sundayOf(day) {
  return shifted(day, (7 - new Date(`${day}T00:00Z`).getUTCDay()) % 7);
}

/** 2026-W28: the week is that of its Thursday. */
function weekLabel(day) {
  const thursday = shifted(sundayOf(day), -3);
  const first = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00Z`);
  const number = Math.floor((Date.parse(`${thursday}T00:00Z`) - first) / 604800000) + 1;
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, "0")}`;
}

/** Coming, going on or over; a day alone lasts until midnight. */
function statusAt(now, from, to) {
  if (now.slice(0, from.length) < from) return "upcoming";
  return now.slice(0, to.length) > to || (to.length > 10 && now >= to) ? "past" : "ongoing";
}

function tellStatus(now) {
  for (const badge of all("[data-from]")) {
    const word = statusAt(now, badge.dataset.from, badge.dataset.to);
    badge.className = `badge badge-${word}`;
    badge.textContent = badge.dataset[word];
  }
  for (const remark of all("[data-passed]")) remark.hidden = now < remark.dataset.passed;
}

function markToday(today) {
  for (const day of all("[data-day], [data-last]")) {
    const isToday = (day.dataset.day ?? day.dataset.last) === today;
    day.classList.toggle("is-today", isToday);
    const badge = day.querySelector(".badge-today");
    if (badge) badge.hidden = !isToday;
  }
}

/** Days that have passed leave the programme; this week ends on the reader's Sunday. */
function moveDays(today) {
  const sunday = sundayOf(today);
  for (const programme of all("[data-programme]")) {
    const week = programme.querySelector('[data-part="week"]');
    const coming = programme.querySelector('[data-part="coming"]');
    for (const day of all(".day[data-day]", programme)) {
      if (day.dataset.day < today) day.remove();
      else if (week && coming && day.dataset.day <= sunday && !week.contains(day)) week.append(day);
    }
  }
}

function dropDues(now) {
  for (const due of all("[data-dues] [data-due]")) if (now >= due.dataset.due) due.remove();
}

/** Hides what is not for the level, then days, lists and sections that have nothing left, and says so. */
function showLevel(level) {
  for (const line of all("[data-levels]")) {
    line.hidden = level !== "" && !line.dataset.levels.split(" ").includes(level);
    const link = line.querySelector("a[href]");
    if (link && line.matches(".occasion, .due")) link.hash = level && !line.hidden ? `cap-${level}` : "";
  }
  for (const venue of all("[data-venue]")) venue.hidden = level !== "" && venue.dataset.venue !== level;
  for (const day of all("section.day")) day.hidden = !day.querySelector("[data-levels]:not([hidden])");
  for (const empty of all("[data-empty]")) {
    const list = empty.parentElement;
    empty.hidden = Boolean(list.querySelector("[data-levels]:not([hidden])"));
  }
  for (const link of all("[data-switch] [data-level]")) {
    if (link.dataset.level === level) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** The reader's part of a notice is named as his. */
function markPart(level) {
  for (const part of all("[data-part-of]")) {
    const isMine = part.dataset.partOf === level;
    part.classList.toggle("is-mine", isMine);
    const badge = part.querySelector("h2 .badge");
    if (badge) badge.hidden = !isMine;
  }
  for (const jump of all("[data-jump]")) {
    if (jump.dataset.jump === level) jump.setAttribute("aria-current", "true");
  }
}

const store = {
  get: () => { try { return localStorage.getItem("cap") ?? ""; } catch { return ""; } },
  set: (level) => { try { localStorage.setItem("cap", level); } catch { /* private windows forget */ } },
};

function chosenLevel() {
  const stated = new URLSearchParams(location.search).get("cap");
  const known = all("[data-switch] [data-level]").map((link) => link.dataset.level);
  const level = stated ?? store.get();
  return known.length === 0 || known.includes(level) ? level : "";
}

function keepInAddress(level) {
  const address = new URL(location.href);
  if (level) address.searchParams.set("cap", level);
  else address.searchParams.delete("cap");
  history.replaceState(null, "", address);
}

function chooseLevels() {
  for (const link of all("[data-switch] [data-level]")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      store.set(link.dataset.level);
      keepInAddress(link.dataset.level);
      showLevel(link.dataset.level);
    });
  }
}

/** A page built last week leads on to the reader's week, where that is the next one. */
function offerThisWeek(today) {
  const shown = document.querySelector(".steps[data-week]");
  const isStable = /\/tuan\/$/.test(location.pathname);
  if (!shown || !isStable || shown.dataset.week >= weekLabel(today)) return;
  const next = all("a[data-week]", shown).find((link) => link.dataset.week <= weekLabel(today));
  if (next) location.replace(next.href);
}

/** Where a page is missing: the same week or month of all, and what lies above the address, as far as they are there. */
async function offerNearest(list) {
  const { home } = root.dataset;
  const steps = location.pathname.slice(home.length).split("/").filter(Boolean);
  const period = steps.findLastIndex((step) => step === "tuan" || step === "lich");
  const ways = steps.map((_, index) => steps.slice(0, index)).reverse();
  if (period > 0) ways.unshift(steps.slice(period));
  const offered = [];
  for (const way of ways.filter((way) => way.length)) {
    const address = `${home}${way.join("/")}/`;
    const answer = await fetch(address).catch(() => undefined);
    if (!answer?.ok) continue;
    const { title } = new DOMParser().parseFromString(await answer.text(), "text/html");
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = address;
    link.textContent = title.split(" · ").slice(0, -1).join(" · ") || title;
    offered.push(item);
    if (offered.length === 2) break;
  }
  list.prepend(...offered);
}

function start() {
  const now = civilNow();
  const today = now.slice(0, 10);
  tellStatus(now);
  moveDays(today);
  markToday(today);
  dropDues(now);
  offerThisWeek(today);
  const level = chosenLevel();
  markPart(level);
  // The page of one level shows that level, whatever is remembered.
  if (document.querySelector("[data-switch]")) {
    showLevel(level);
    if (level) keepInAddress(level);
    chooseLevels();
  }
  for (const list of all("[data-nearest]")) offerNearest(list);
  for (const button of all("[data-print]")) button.addEventListener("click", () => window.print());
  if ("serviceWorker" in navigator && isSecureContext) {
    navigator.serviceWorker.register(`${root.dataset.home}sw.js`, { scope: root.dataset.home }).catch(() => {});
  }
}

start();
