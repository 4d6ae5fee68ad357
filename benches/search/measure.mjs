// An index on disk and queries in: bytes and requests to the first result, cold, and milliseconds of a warm query out.
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { open } from '../../themes/default/static/search.js';

const folder = process.argv[2];
const queries = JSON.parse(await readFile(`${folder}/queries.json`));
const quantile = (numbers, share) => numbers.sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

const byVariant = {};
for (const [variant, query] of queries) {
  const files = new Map();
  const read = async (path) => {
    const bytes = await readFile(`${folder}/${path}`);
    files.set(path, bytes.length);
    return bytes;
  };
  const started = performance.now();
  const engine = await open(read);
  let found = await engine.search(query, { body: false });
  const head = found.hits.length > 0;
  if (!head) found = await engine.search(query);
  const cold = performance.now() - started;
  const bytes = [...files.values()].reduce((sum, size) => sum + size, 0);
  await engine.search(query);
  const all = [...files.values()].reduce((sum, size) => sum + size, 0);
  (byVariant[variant] ||= []).push({ bytes, all, requests: files.size, cold, head });
}
const everything = Object.values(byVariant).flat();
for (const [variant, measured] of [...Object.entries(byVariant), ['ALL', everything]]) {
  const of = (field, share) => quantile(measured.map((one) => one[field]), share);
  const kb = (field, share) => (of(field, share) / 1000).toFixed(0).padStart(4);
  console.log(`${variant.padEnd(38)} first result KB p50 ${kb('bytes', 0.5)} p95 ${kb('bytes', 0.95)}  requests p95 ${of('requests', 0.95)}  both waves KB p95 ${kb('all', 0.95)}  cold ms p95 ${of('cold', 0.95).toFixed(0)}  answered by head ${measured.filter((one) => one.head).length}/${measured.length}`);
}
const engine = await open((path) => readFileSync(`${folder}/${path}`));
const times = { head: [], both: [] };
// Processor time, since the clock of a shared machine tells of its other users.
const processor = () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
for (const round of [0, 1]) {
  for (const [, query] of queries) {
    for (const [name, body] of [['head', false], ['both', true]]) {
      const started = processor();
      await engine.search(query, { body });
      if (round) times[name].push(processor() - started);
    }
  }
}
for (const [name, all] of Object.entries(times)) console.log(`warm ${name}: processor ms p50 ${quantile(all, 0.5).toFixed(1)} p95 ${quantile(all, 0.95).toFixed(1)} max ${quantile(all, 1).toFixed(1)}`);
