// The pages with Pagefind's index in, its success at 1 and bytes of a cold first query out.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
// One query in ten: Pagefind takes about a tenth of a second for each.
const wanted = JSON.parse(await readFile(`${folder}/wanted.json`)).filter((_, nth) => nth % 10 === 0);
let bytes = 0;
globalThis.fetch = async (url) => {
  const path = String(url).replace(/\?.*/, '').replace(/^file:\/\//, '');
  const content = await readFile(path);
  bytes += content.length;
  return new Response(content);
};
globalThis.window = globalThis;
globalThis.document = { querySelector: () => ({ getAttribute: () => 'vi' }), currentScript: null };
const tally = {}, cold = [];
let nth = 0;
for (const [variant, typed, url, title] of wanted) {
  // A fresh module is a cold visit; one query in twenty is measured so.
  const fresh = nth++ % 20 === 0;
  if (fresh) bytes = 0;
  const pagefind = await import(`${pathToFileURL(`${folder}/pagefind/pagefind.js`)}${fresh || nth === 1 ? `?${nth}` : `?${nth - (nth - 1) % 20}`}`);
  await pagefind.options({ basePath: `${folder}/pagefind/`, baseUrl: '/' });
  const { results } = await pagefind.search(typed);
  const first = results[0] && (await results[0].data());
  if (fresh) cold.push(bytes);
  const one = (tally[variant] ||= [0, 0]);
  one[0] += 1;
  one[1] += first && (first.url === url || first.meta.title === title) ? 1 : 0;
}
for (const [variant, [asked, found]] of Object.entries(tally)) console.log(`pagefind ${variant.padEnd(38)} success@1 ${(found / asked).toFixed(3)}`);
const all = Object.values(tally), sum = (place) => all.reduce((total, one) => total + one[place], 0);
cold.sort((a, b) => a - b);
console.log(`pagefind overall success@1 ${(sum(1) / sum(0)).toFixed(3)}; cold first query KB p50 ${(cold[cold.length >> 1] / 1000).toFixed(0)} p95 ${(cold[Math.floor(cold.length * 0.95)] / 1000).toFixed(0)}`);
