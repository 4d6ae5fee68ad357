// The script does what the command line does: by the golden vectors, and by whole indexes that a Rust test puts on disk.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { open } from '../../../themes/default/static/search.js';
import { suggest } from '../../../themes/default/static/search-offer.js';
import { parse, syllable, tokens } from '../../../themes/default/static/search-words.js';

const vectors = JSON.parse(await readFile(new URL('vectors.json', import.meta.url)));
const folder = process.env.NIEMYET_INDEX;
const files = Object.fromEntries(Object.entries(vectors.index).map(([path, hex]) => [path, Buffer.from(hex, 'hex')]));
const without = (...lost) => async (path) => {
  if (!files[path] || lost.includes(path)) throw new Error(path);
  return files[path];
};

test('syllables have the keys of the vectors', () => {
  for (const [word, key, sig] of vectors.syllables) assert.deepEqual(syllable(word), { key, sig }, word);
});

test('texts have the tokens and terms of the vectors', () => {
  for (const [text, expected] of vectors.tokens) assert.deepEqual(tokens(text).map(({ key, sig, gap }) => [key, sig, gap]), expected, text);
  for (const [text, expected] of vectors.terms) assert.deepEqual(parse(text).terms.map(({ key }) => key), expected, text);
});

test('queries have the results of the vectors', async () => {
  const engine = await open(without());
  for (const expected of vectors.results) assert.deepEqual(await results(engine, expected, 5), expected, expected.query);
});

async function results(engine, { query, body }, limit = 10) {
  const found = await engine.search(query, { body, limit });
  const suggestion = (body && found.unknown.length && suggest(found.query, found.unknown, await engine.words())) || null;
  return { body, hits: found.hits.map((hit) => [hit.url, hit.score]), query, suggestion, total: found.total, unknown: found.unknown.map(({ key }) => key) };
}

test('a file that is missing or damaged costs what it held, and is told', async () => {
  const whole = await (await open(without())).search('hội nghị');
  assert.equal(whole.damaged, false);
  let told = 0;
  for (const path of Object.keys(files).filter((name) => !name.endsWith('root.bin'))) {
    const found = await (await open(without(path))).search('hội nghị');
    told += found.damaged;
    const broken = { ...files, [path]: files[path].subarray(0, 12) };
    const also = await (await open(async (name) => broken[name])).search('hội nghị');
    assert.deepEqual([also.damaged, also.total], [found.damaged, found.total], path);
    if (!found.damaged) assert.deepEqual(found.hits, whole.hits, path);
  }
  assert.ok(told > 0);
});

test('an index of another format is told from a broken one', async () => {
  const { gzipSync } = await import('node:zlib');
  await assert.rejects(open(async () => gzipSync(Buffer.from([99]))), (error) => error.format === true);
  await assert.rejects(open(async () => Buffer.from('<html>')), (error) => !error.format);
});

test('facets filter and count', async () => {
  const engine = await open(without());
  const all = await engine.search('', { limit: 20 });
  const { year, kind } = await engine.counts(all);
  assert.equal(Object.values(year).reduce((sum, count) => sum + count, 0), all.total);
  for (const [value, count] of Object.entries(kind)) {
    const some = await engine.search('', { filters: { kind: value }, limit: 20 });
    assert.equal(some.total, count);
    assert.ok(some.hits.every((hit) => hit.kind === value));
  }
});

test('whole indexes give what the command line gives', { skip: !folder }, async () => {
  const engine = await open((path) => readFile(`${folder}/${path}`));
  const expected = JSON.parse(await readFile(`${folder}/expected.json`));
  assert.ok(expected.length > 100);
  for (const { more, complete, doubtful, ...one } of expected) {
    assert.deepEqual(await results(engine, one), one, one.query);
    const found = await engine.search(one.query, { body: one.body });
    assert.deepEqual([found.more, found.complete, found.doubtful], [more, complete, doubtful], one.query);
  }
});
