// Pages with the index of Pagefind and with ours in, for both the success at 1 of the same queries and the bytes of a
// cold first result out.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { open } from '../../themes/default/static/search.js';
import { verify } from '../../themes/default/static/search-offer.js';

const folder = process.argv[2];
// What is typed, by variant, and the addresses of all notices that answer it.
const wanted = JSON.parse(await readFile(`${folder}/wanted.json`));
let bytes = 0;
const read = async (path) => {
  const content = await readFile(path);
  bytes += content.length;
  return content;
};
globalThis.fetch = async (url) => new Response(await read(String(url).replace(/\?.*/, '').replace(/^file:\/\//, '')));
globalThis.window = globalThis;
globalThis.document = { querySelector: () => ({ getAttribute: () => 'vi' }), currentScript: null };

const engines = {
  pagefind: {
    // A fresh module is a cold visit.
    async visit(nth) {
      const pagefind = await import(`${pathToFileURL(`${folder}/pagefind/pagefind.js`)}?${nth}`);
      await pagefind.options({ basePath: `${folder}/pagefind/`, baseUrl: '/' });
      return pagefind;
    },
    async first(pagefind, typed) {
      const [best] = (await pagefind.search(typed)).results;
      return best && (await best.data()).url;
    },
    best: (_, __, first) => first,
  },
  ours: {
    visit: () => open((path) => read(`${folder}/ours/${path}`)),
    async first(engine, typed) {
      const [best] = (await engine.search(typed, { body: false })).hits;
      return (best ?? (await engine.search(typed)).hits[0])?.url;
    },
    async best(engine, typed) {
      const found = await engine.search(typed, { limit: 20 });
      const page = async (url) => (await readFile(`${folder}${url}index.html`, 'utf8')).replace(/<[^>]*>/g, ' ');
      return (found.doubtful ? await verify(found, page) : found.hits)[0]?.url;
    },
  },
};

const tally = {}, cold = { pagefind: [], ours: [] };
for (const [name, engine] of Object.entries(engines)) {
  let visit;
  for (const [nth, [variant, typed, urls]] of wanted.entries()) {
    const fresh = nth % 10 === 0;
    bytes = 0;
    if (fresh) visit = await engine.visit(nth);
    const first = await engine.first(visit, typed);
    if (fresh) cold[name].push(bytes / 1000);
    const counts = ((tally[variant] ||= {})[name] ||= { asked: 0, found: 0 });
    counts.asked += 1;
    counts.found += urls.includes(await engine.best(visit, typed, first));
  }
}
tally.overall = Object.fromEntries(Object.keys(engines).map((name) => {
  const sum = (field) => Object.values(tally).reduce((total, one) => total + one[name][field], 0);
  return [name, { asked: sum('asked'), found: sum('found') }];
}));
console.log(`success@1 of ${wanted.length} queries`);
const line = (what, of) => console.log(`${what.padEnd(38)} ours ${of('ours')}  pagefind ${of('pagefind')}`);
for (const [variant, of] of Object.entries(tally)) line(variant, (name) => (of[name].found / of[name].asked).toFixed(3));
for (const share of [0.5, 0.95]) {
  line(`cold first result, KB, p${100 * share}`, (name) => cold[name].sort((a, b) => a - b)[Math.floor(cold[name].length * share)].toFixed(0).padStart(5));
}
