// A query and the files of an index in, ranked results out. The writer is src/search/, and src/search/engine/ does the
// same in Rust, step by step and number by number.
import { BREAK, each, fit, isOpen, likeness, parse, phrase, telex, two } from './search-words.js';
import { byScore } from './search-offer.js';

const FEW = 4;
// Weights by wave and class: number, title, issuer, other in the head; often and else in the body.
const CLASSES = [[4, 3, 2, 1.5], [1.2, 1, 1, 1]];

// Numbers of seven bits a byte, and the rest of a file; past its end everything is 0.
function reader(bytes) {
  let at = 0;
  const number = () => {
    const byte = bytes[at++] || 0;
    return byte > 127 ? byte - 128 + 128 * number() : byte;
  };
  const take = (count) => bytes.subarray(at, (at += count));
  return {
    number, take, more: () => at < bytes.length,
    text: (last) => last.slice(0, number()) + decode(take(number())),
    name: (length = 6) => `search/${[...take(length)].map((byte) => two(byte.toString(16))).join('')}.bin`,
  };
}

const decode = (bytes) => new TextDecoder().decode(bytes);

function table({ number, text, name }) {
  const borders = [];
  for (let count = number(); count--;) borders.push(text(borders.at(-1) || ''));
  return { borders, names: borders.map(() => name()) };
}

// A key with its lists of documents, or with the file that has them.
function entry(key, { number, name }) {
  const head = number(), lists = [];
  if (!head) return { key, documents: number(), file: name() };
  const documents = head & 1 && number();
  let all = 0, last;
  while (lists.length < head >> 1) {
    const first = number(), second = key < '0' ? 0 : number(), length = number();
    last = 0;
    lists.push({ sig: first >> 2, second, class: first & 3, documents: Array.from({ length }, () => (last += number())) });
    all += length;
  }
  return { key, documents: documents || all, capped: head & 1, lists };
}

async function unpack(bytes) {
  return new Uint8Array(await new Response(new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

// How much a term tells: about log2(1 + all/having), by straight lines between the powers of two.
function rarity(all, having) {
  const ratio = 1 + all / Math.max(having, 1), power = 31 - Math.clz32(ratio);
  return power - 1 + ratio / 2 ** power;
}

// Opens the index whose files `read(path)` gives, gzipped as they are served.
export async function open(read) {
  const root = reader(await unpack(await read('search/root.bin')));
  if (root.number() !== 1) throw { format: true };
  const notices = root.number(), blockName = root.number(), facetsName = root.name();
  const bodyName = root.number() && root.name(), head = table(root), blocks = [], bundle = {}, cache = {};
  while (blocks.length < notices / 16) blocks.push(root.name(blockName));
  while (root.more()) bundle[root.name(root.number())] = root.take(root.number());
  let damaged = false;

  // What `make` makes of a file, kept; nothing, and a note of the damage, when it is missing or damaged.
  const load = (name, make) => (cache[name] ||= (async () => {
    try {
      return make(await unpack(bundle[name] || (await read(name))));
    } catch {
      damaged = true;
      delete cache[name];
      return make(new Uint8Array());
    }
  })());
  const shard = (name) => load(name, (bytes) => {
    const all = new Map(), source = reader(bytes);
    for (let key = ''; source.more();) all.set((key = source.text(key)), entry(key, source));
    return all;
  });
  const find = (from, key) => from.borders.findLastIndex((border) => border <= key);
  const exact = async ({ names }, place, key) => names[place] && (await shard(names[place])).get(key);
  const starting = async ({ borders, names }, place, prefix) => {
    const first = Math.max(place, 0), near = names.slice(first, first + 3).filter((_, nth) => !nth || borders[first + nth].startsWith(prefix));
    return (await each(near, shard)).flatMap((all) => [...all.values()]).filter((one) => one.key.startsWith(prefix));
  };
  const facets = () => load(facetsName, (bytes) => JSON.parse(decode(bytes) || '{"columns":{}}'));
  const column = (facet) => load(facet.file, (bytes) => {
    const { number } = reader(bytes);
    return Array.from({ length: notices }, () => Array.from({ length: number() }, number));
  });
  const record = async (document) => {
    const block = await load(blocks[document >> 4], (bytes) => decode(bytes).split('\n'));
    const [url, title = '', number = '', issuer, kind, , status, day = '', place] = (block[document & 15] || '').split('\t');
    return { document, url, title, number, issuer, kind, status, day, place };
  };

  // The entries of a key in every wave, and of its completions.
  const answers = async (from, key, prefix) => (await each(from, async (one, wave) => {
    const place = find(one, key), found = prefix ? await starting(one, place, key) : [await exact(one, place, key)].filter(Boolean);
    let apart = found[0]?.key === key ? 0 : 3;
    return found.map((other) => ({ ...other, wave, start: other.key !== key })).sort((a, b) => a.start - b.start || b.documents - a.documents)
      .slice(0, 24).filter((one) => !one.file || !one.start || apart-- > 0);
  })).flat();

  // Settles, by what the index has, what a number and a word in telex stand for.
  async function resolve(query, from) {
    const has = async (key, prefix) => (await answers(from, '!' + key, prefix)).length;
    const meant = query.terms.map(telex), surely = meant.filter(Boolean).length > 2;
    const terms = (await each(query.terms, async (term, place) => {
      if (term.whole) return term.date || (await has(term.key, isOpen(query, place))) ? term : term.parts;
      const other = meant[place];
      return other && (surely || ((await has(other.key)) && (other.sig > 5 || !(await has(term.key))))) ? other : term;
    })).flat();
    return { ...query, terms, marked: query.marked || terms.some((term) => term.sig) };
  }

  // The posting lists that answer a query, with their weights: pairs first, single words where pairs do not do, or `all`.
  async function gather(query, from, all) {
    const { terms } = query, few = terms.length <= FEW, found = () => ({ sources: [], documents: 0 });
    const every = [...terms.keys()].filter((place) => terms[place + 1]?.gap < BREAK && !terms[place].whole && !terms[place + 1].whole);
    const most = Math.min(every.length, 12), places = every.slice(0, most).map((_, nth) => every[Math.floor(((nth + 1) * every.length) / most) - 1]);
    // Asked for ahead, so that words and pairs arrive together.
    if (few || all) terms.forEach((term) => answers(from, '!' + term.key));
    const pairs = await each(places, (place) => answers(from, `${terms[place].key} ${terms[place + 1].key}`, isOpen(query, place + 1)));
    const paired = terms.map((_, place) => Math.max(0, ...pairs.flatMap((pair, nth) => (place - places[nth]) >> 1 ? [] : pair.map((one) => one.documents))));
    const words = await each(terms, async ({ key, whole }, place) => (few || all || !paired[place])
      && (await answers(from, '!' + key, isOpen(query, place) && !paired[place] && (key.length > 1 || whole)))
        .filter((one) => !one.file || paired[place] < 0.3 * one.documents));
    const short = pairs.filter((pair) => pair.some((one) => !one.file)).length;
    const apart = [...pairs, ...words].flat().filter((one) => one.file).sort((a, b) => a.documents - b.documents);
    await each(apart.slice(0, few ? 4 : all || short < 3 ? 2 : 0), async (answer) => {
      answer.lists = (await load(answer.file, (bytes) => entry(answer.key, reader(bytes)))).lists || [];
    });
    const add = (sum, { documents, capped, lists, wave, start }, fits) => {
      sum.documents = Math.max(sum.documents, documents);
      sum.capped ||= capped || !lists;
      sum.sought ||= lists;
      for (const list of lists || []) sum.sources.push([CLASSES[wave][list.class] * fits(list, start), list.documents, fits(list, start)]);
    };
    const gathered = { terms: terms.map(found), pairs: places.map(found) };
    places.forEach((place, nth) => {
      for (const answer of pairs[nth]) {
        for (const sum of [gathered.pairs[nth], gathered.terms[place], gathered.terms[place + 1]]) {
          add(sum, answer, ({ sig, second }, start) => fit(query, sig, terms[place]) * fit(query, second, terms[place + 1], start));
        }
      }
    });
    gathered.terms.forEach((sum, place) => {
      for (const answer of words[place] || []) add(sum, answer, ({ sig }, start) => fit(query, sig, terms[place], start));
      sum.sought ||= words[place] && !sum.documents;
    });
    return gathered;
  }

  // Rarity × best weight over terms and pairs, × share covered², × 1 + 1.5 × share of neighbours kept together³. What is
  // not asked for at all is answered by every document, the latest first.
  function rank({ terms, pairs }, quoted, allowed, most) {
    const [score, has, last, ...parts] = Array.from({ length: 5 }, () => new Float64Array(notices));
    const sought = [terms, pairs].map((all) => all.filter((one) => one.sought)), count = sought[0].length;
    const presumed = sought[0].filter((one) => one.capped).length, touched = count ? [] : [...score.keys()].reverse();
    const found = [], best = [], whole = [0, 0], base = [0, 0];
    let mark = 0;
    sought.forEach((all, part) => {
      for (const { documents, capped, sources } of all) {
        const rare = rarity(notices, documents), credit = capped ? 0.5 : 0, listed = !part && !capped;
        mark++;
        whole[part] += rare;
        base[part] += rare * credit;
        for (const [weight, list, fits] of sources.sort((a, b) => b[0] - a[0])) {
          for (const document of list) {
            if (last[document] === mark) continue;
            if (!last[document]) touched.push(document);
            last[document] = mark;
            score[document] += rare * weight;
            parts[part][document] += rare * (1 - credit) * fits;
            has[document] += listed;
          }
        }
      }
    });
    const share = (part, document) => (base[part] + parts[part][document]) / whole[part] || 0, order = (a, b) => b[1] - a[1] || b[0] - a[0];
    for (const document of touched) {
      const covered = share(0, document), together = share(1, document);
      if (has[document] + presumed < (quoted ? count : count - Math.floor(count / 4)) || (quoted && together < 0.5)) continue;
      found.push(document);
      if (!allowed(document)) continue;
      best.push([document, score[document] * covered * covered * (1 + 1.5 * together * together * together)]);
      if (best.length > 999 + most) best.sort(order).splice(most);
    }
    best.sort(order).splice(most);
    const first = best[0]?.[0], complete = best.length > 0 && has[first] + presumed === count;
    return {
      found, best, complete, confident: complete && (!whole[1] || share(1, first) >= 0.6),
      // A head that has not even half of the pairs is not where the query comes from: the body is.
      likely: 2 * pairs.filter((pair) => pair.documents).length >= pairs.length,
      more: best.length > 0 && terms.some((term) => term.capped), lost: terms.map((term) => term.sought && !term.documents),
    };
  }

  // Whether a document has the values asked for, but for one facet; one that cannot be read lets everything pass.
  async function filter(filters) {
    const tests = await each(Object.keys(filters), async (facet) => {
      const from = (await facets()).columns[facet];
      if (!from) return () => true;
      const wanted = from.values.findIndex(([value]) => value === filters[facet]), of = await column(from);
      return (document, except) => facet === except || of[document].includes(wanted);
    });
    return (document, except) => tests.every((test) => test(document, except));
  }

  return {
    async search(text, { body = true, filters = {}, limit = 10 } = {}) {
      damaged = false;
      const allowed = await filter(filters), most = Math.max(10, limit);
      const from = body && bodyName ? [head, await load(bodyName, (bytes) => table(reader(bytes)))] : [head];
      const query = await resolve(parse(text), from), count = query.terms.length;
      const attempt = async (all) => rank(await gather(query, from, all), query.quoted, allowed, most);
      let ranked = await attempt();
      if (count > FEW && !ranked.confident && (body || ranked.likely)) ranked = await attempt(true);
      const { found, best, complete, more, lost } = ranked;
      const hits = await each(best, async ([document, points]) => ({ ...(await record(document)), score: points }));
      if (count) {
        const first = hits.splice(0, 10);
        for (const hit of first) hit.score *= likeness(query, hit);
        hits.unshift(...first.sort(byScore));
      }
      return {
        query, found, allowed, total: found.filter(allowed).length, complete, more, unknown: query.terms.filter((_, place) => lost[place]),
        doubtful: body && count > 2 && hits.length > 0 && phrase(query, `${hits[0].title} ${hits[0].number}`)[0] < 0.8,
        hits: hits.slice(0, limit), damaged,
      };
    },

    // The words of the index by frequency, for `suggest`.
    words: async () => load((await facets()).words, (bytes) => decode(bytes).split('\n')),

    // For each facet its values with how many of what was found have them, the filters of other facets applied.
    async counts({ found, allowed }) {
      const { columns } = await facets(), all = {};
      await each(Object.keys(columns), async (facet) => {
        const of = await column(columns[facet]), counts = (all[facet] = {});
        for (const document of found) if (allowed(document, facet)) for (const place of of[document]) {
          const [value] = columns[facet].values[place];
          counts[value] = (counts[value] || 0) + 1;
        }
      });
      return all;
    },
  };
}
