// The search page: what is typed and chosen in, results as you type out. Everything it says stands in the page: messages
// in data-* of #search-status, names of values in the options of the form's selects.
import { extras, open, same, tokens } from './search.js';

const PAGE = 10;
const [form, status, results, moreButton] = ['search', 'search-status', 'search-results', 'search-more'].map((id) => document.getElementById(id));
const input = form.q, selects = [...form.querySelectorAll('select')], { root } = form.dataset;
const names = Object.fromEntries(selects.flatMap(({ options }) => [...options].map(({ value, text }) => [value, text])));
let engine, limit = PAGE, latest = 0, waiting;

const filters = () => Object.fromEntries(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));

const say = (key, of = {}) => status.dataset[key].replace(/{(\w+)}/g, (_, name) => of[name]);

function element(name, content, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...content);
  return made;
}

async function read(path) {
  const answer = await fetch(root + path, path.endsWith('root.bin') ? { cache: 'no-cache' } : {});
  if (!answer.ok) throw new Error(path);
  return new Uint8Array(await answer.arrayBuffer());
}

// What a page says below its title, its blocks apart.
async function pageText(url) {
  const page = new DOMParser().parseFromString(await (await fetch(root + url.slice(1))).text(), 'text/html');
  for (const part of page.querySelectorAll('.print-only, .visually-hidden, h1, nav, script, svg')) part.remove();
  for (const block of page.querySelectorAll('main :not(a, b, em, strong, time)')) block.append(' ');
  return page.querySelector('main').textContent;
}

// The text with the words of the query in <mark>, spelt as the text spells them.
function marked(query, text) {
  const parts = [];
  let last = 0;
  for (const word of tokens(text)) {
    const found = query.terms.some((term, place) => same(query, place, word) || (term.whole && word.digits && term.key.includes(word.key)));
    if (!found) continue;
    parts.push(text.slice(last, word.index), element('mark', [text.slice(word.index, word.end)]));
    last = word.end;
  }
  return [...parts, text.slice(last)];
}

function item(query, hit) {
  const title = [element('a', marked(query, hit.title), { href: root + hit.url.slice(1) })];
  if (/cancelled|postponed|replaced/.test(hit.status)) title.push(' ', element('span', [names[hit.status]], { className: `badge badge-${hit.status}` }));
  const facts = [hit.number, hit.issuer, hit.day.split('-').reverse().join('/'), hit.place].filter(Boolean).flatMap((part) => [' · ', ...marked(query, part)]);
  const parts = [element('h2', title, { className: 'entry-title' }), element('p', [names[hit.kind], ...facts], { className: 'entry-facts' })];
  if (hit.snippet) parts.push(element('p', marked(query, hit.snippet)));
  return element('li', parts, { className: `entry is-${hit.status}` });
}

async function show(text, found, hits, last) {
  const { query, total, more, complete, damaged, unknown } = found;
  results.replaceChildren(...hits.map((hit) => item(query, hit)));
  moreButton.hidden = total <= limit;
  if (!last && !total) return;
  const lines = [total ? say('results', { count: total.toLocaleString(document.documentElement.lang) + (more ? '+' : '') }) : say('none', { text })];
  if (total && !complete) lines.push(say('partial'));
  if (unknown.length && last) lines.push(say('unknown', { words: unknown.map((term) => text.slice(term.index, term.end)).join(', ') }));
  if (damaged) lines.push(say('damaged'));
  status.replaceChildren(lines.join(' '));
  const suggestion = last && unknown.length && (await extras()).suggest(query, unknown, await engine.words());
  if (!suggestion || input.value !== text) return;
  const offer = element('button', [suggestion], { type: 'button', onclick: () => ((input.value = suggestion), change()) });
  status.append(' ', say('offer'), ' ', offer);
}

// The values of every facet with their counts; what is chosen stays.
async function showFacets(found) {
  const counts = await engine.counts(found);
  for (const select of selects) {
    const { name, value } = select, values = new Map(counts[name]);
    if (value && !values.has(value)) values.set(value, 0);
    const sorted = [...values].sort((a, b) => (name === 'year' ? b[0] - a[0] : b[1] - a[1]));
    select.replaceChildren(select.options[0], ...sorted.map(([of, count]) => new Option(`${names[of] || of} (${count})`, of, false, of === value)));
  }
}

async function run(again) {
  const ticket = ++latest, text = input.value, stale = () => ticket !== latest;
  clearTimeout(waiting);
  results.ariaBusy = true;
  if (!text.trim() && !Object.keys(filters()).length) return results.replaceChildren(), status.replaceChildren(), (moreButton.hidden = true);
  try {
    engine ||= await open(read);
  } catch (error) {
    // Another format: this page is older than the index. It reloads, once.
    if (error.format && !sessionStorage.search) return (sessionStorage.search = 1), location.reload();
    status.textContent = say('broken');
    return;
  }
  const wave = async (body) => {
    const found = await engine.search(text, { body, filters: filters(), limit });
    if (stale()) return;
    // A file that is gone may mean a new index: the root is read again, once.
    if (found.damaged && !again) return (engine = 0), run(true);
    show(text, found, found.hits, body);
    return found;
  };
  await wave(false);
  if (stale()) return;
  waiting = setTimeout(async () => {
    const found = await wave(true);
    if (!found) return;
    await showFacets(found);
    const hits = found.doubtful && await (await extras()).verify(found, pageText);
    if (stale()) return;
    if (hits) show(text, found, hits, true);
    results.ariaBusy = false;
  }, 150);
}

// Puts query and filters into the address, and searches.
function change(push) {
  const address = new URL(location), asked = new URLSearchParams(filters());
  if (input.value) asked.set('q', input.value);
  address.search = asked;
  history[push ? 'pushState' : 'replaceState'](null, '', address);
  limit = PAGE;
  run();
}

function restore() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get('q') || '';
  for (const select of selects) {
    const value = asked.get(select.name) || '';
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
    select.value = value;
  }
  run();
}

input.oninput = () => change();
form.onchange = ({ target }) => target !== input && change(true);
form.onsubmit = (event) => (event.preventDefault(), change(true));
moreButton.onclick = () => ((limit += PAGE), run());
onpopstate = restore;
onkeydown = (event) => {
  const links = [input, ...results.querySelectorAll('a')], at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === '/' && at && !/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) input.focus(), event.preventDefault();
  else if (event.key === 'Escape' && at > 0) input.focus();
  else if (step && at >= 0 && links[at + step]) links[at + step].focus(), event.preventDefault();
};
document.getElementById('search-facets').hidden = false;
restore();
