// The search page: what is typed and chosen in, results as you type out. Everything it says stands in the page: messages
// in data-* of #search-status, the names of values in the options of the form's selects.
import { same, tokens } from './search-words.js';
import { open } from './search.js';
import { suggest, verify } from './search-offer.js';

const [form, status, results, moreButton] = ['search', 'search-status', 'search-results', 'search-more'].map((id) => document.getElementById(id));
const { q: input, dataset: { root } } = form, selects = [...form.querySelectorAll('select')];
const names = Object.fromEntries([...form.querySelectorAll('option')].map(({ value, text }) => [value, text]));
let engine, limit = 10, latest = 0, waiting;

// The query as `q` and the filters that are set.
const asked = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));

const say = (key, of) => status.dataset[key].replace(/{\w+}/, () => of);

function element(name, content, attributes) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...content);
  return made;
}

async function read(path) {
  const answer = await fetch(root + path, { cache: /root/.test(path) ? 'no-cache' : 'default' });
  if (!answer.ok) throw path;
  return answer.blob();
}

// What a page says below its title, its blocks apart; what can be done with it is not said by the document.
async function pageText(url) {
  const main = new DOMParser().parseFromString(await (await read(url.slice(1))).text(), 'text/html').querySelector('main');
  for (const part of main.querySelectorAll('.print-only, .visually-hidden, .actions, .code, h1, nav, script, svg')) part.remove();
  for (const block of main.querySelectorAll(':not(a, b, em, strong, time)')) block.append(' ');
  return main.textContent;
}

// The text with the words of the query in <mark>, spelt as the text spells them.
function marked(query, text) {
  const parts = [];
  let last = 0;
  for (const word of tokens(text)) {
    if (!query.terms.some((term, place) => same(query, place, word) || (term.whole && word.digits && term.key.includes(word.key)))) continue;
    parts.push(text.slice(last, word.index), element('mark', [text.slice(word.index, (last = word.end))]));
  }
  return [...parts, text.slice(last)];
}

function item(query, { url, title, number, issuer, day, place, kind, status: word, snippet = '' }) {
  const heading = [element('a', marked(query, title), { href: root + url.slice(1) })];
  if (/[cn]ed$/.test(word)) heading.push(' ', element('span', [names[word]], { className: 'badge badge-' + word }));
  const facts = [number, issuer, day.split('-').reverse().join('/'), place].filter(Boolean).flatMap((part) => [' · ', ...marked(query, part)]);
  return element('li', [
    element('h2', heading, { className: 'entry-title' }),
    element('p', [names[kind], ...facts], { className: 'entry-facts' }),
    element('p', marked(query, snippet)),
  ], { className: 'entry is-' + word });
}

async function show(text, { query, total, more, complete, damaged, unknown }, hits, last) {
  results.replaceChildren(...hits.slice(0, limit).map((hit) => item(query, hit)));
  moreButton.hidden = total <= limit;
  if (!last && !total) return;
  const lost = last && unknown.length;
  status.textContent = [
    total ? say('results', total.toLocaleString(document.documentElement.lang) + (more ? '+' : '')) : say('none', text),
    total && !complete && say('partial'),
    lost && say('unknown', unknown.map((term) => text.slice(term.index, term.end)).join(', ')),
    damaged && say('damaged'),
  ].filter(Boolean).join(' ');
  const suggestion = lost && suggest(query, unknown, await (await engine).words());
  if (suggestion && input.value === text) {
    status.append(' ' + say('offer') + ' ', element('button', [suggestion], { type: 'button', onclick: () => ((input.value = suggestion), change(true)) }));
  }
}

// The values of every facet with their counts; what is chosen stays.
async function showFacets(found) {
  const counts = await (await engine).counts(found);
  for (const select of selects) {
    const { name, value, options } = select, all = { ...value && { [value]: 0 }, ...counts[name] };
    select.replaceChildren(options[0], ...Object.keys(all).sort((a, b) => (name === 'year' ? b - a : all[b] - all[a]))
      .map((of) => new Option(`${names[of] || of} (${all[of]})`, of, false, of === value)));
  }
}

async function run(again) {
  const query = asked(), { q: text = '', ...filters } = query, ticket = ++latest;
  // Nothing for a query that is no longer the latest: what was typed while the index was on its way costs nothing.
  const ask = async (body, more) => {
    const { search } = await (engine ||= open(read));
    return ticket === latest && search(text, { body, filters, limit: limit + more });
  };
  const wave = async (body) => {
    const found = await ask(body, 0);
    if (ticket !== latest) return;
    // A file that is gone may mean a new index: the root is read again, once.
    if (found.damaged && !again) return (engine = 0), run(true);
    show(text, found, found.hits, body);
    return found;
  };
  clearTimeout(waiting);
  results.ariaBusy = true;
  if (!Object.keys(query).length) return results.replaceChildren(), (status.textContent = ''), (moreButton.hidden = true);
  try {
    if (await wave(false)) waiting = setTimeout(async () => {
      const found = await wave(true);
      if (!found) return;
      await showFacets(found);
      const wider = found.doubtful && await ask(true, 10), hits = wider && await verify(wider, pageText);
      if (ticket !== latest) return;
      if (hits) show(text, found, hits, true);
      results.ariaBusy = false;
    }, 150);
  } catch (error) {
    engine = 0;
    // Another format: this page is older than the index. It reloads, once.
    if (error.format && !sessionStorage.search) return (sessionStorage.search = 1), location.reload();
    status.textContent = say('broken');
  }
}

// Puts query and filters into the address, and searches.
function change(push) {
  history[push ? 'pushState' : 'replaceState'](null, '', '?' + new URLSearchParams(asked()));
  limit = 10;
  run();
}

function restore() {
  const address = new URLSearchParams(location.search);
  input.value = address.get('q');
  for (const select of selects) {
    const value = address.get(select.name) || '';
    select.value = value;
    if (select.value !== value) select.add(new Option(value, value, false, true));
  }
  run();
}

input.oninput = () => change();
form.onchange = (event) => event.target === input || change(true);
form.onsubmit = (event) => (event.preventDefault(), change(true));
moreButton.onclick = () => ((limit += 10), run());
onpopstate = restore;
onkeydown = (event) => {
  const links = [input, ...results.querySelectorAll('a')], at = links.indexOf(document.activeElement);
  const to = (at >= 0 || event.key === '/') && links[{ ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0, '/': 0 }[event.key]];
  if (to && to !== links[at]) to.focus(), event.preventDefault();
};
restore();
