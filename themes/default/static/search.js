// A query and the files of an index in, ranked results out. The writer is src/search/, and src/search/engine/ does the
// same in Rust, step by step and number by number: tests/it/search/vectors.json holds both to it.
const NAME = 6, FEW = 4, NONE = 0, JOINT = 1, SPACE = 2, BREAK = 3;
const TONES = '\u0300\u0301\u0309\u0303\u0323', MARKS = '\u0302\u0306\u031b';
// Weights by wave and class: number, title, issuer, other in the head; often and else in the body.
const CLASSES = [[4, 3, 2, 1.5], [1.2, 1, 1, 1]];

// The key of a word: its letters without marks, and tone + 6·Σ mark·4^place.
export function syllable(word) {
  let key = '', tone = 0, marks = 0, length = 0;
  const mark = (value) => length && length < 13 && (marks += value * 4 ** (length - 1));
  for (const part of word.normalize('NFD')) {
    if (TONES.includes(part)) tone = TONES.indexOf(part) + 1;
    else if (MARKS.includes(part)) mark(MARKS.indexOf(part) + 1);
    else if (!/\p{M}/u.test(part)) {
      for (const letter of part.toLowerCase()) {
        if (letter > '\uffff' || letter.length > 1) continue;
        if (length++ < 24) key += letter === 'đ' ? 'd' : letter;
        if (letter === 'đ') mark(3);
      }
    }
  }
  return { key, sig: tone + 6 * marks };
}

export function tokens(text) {
  const found = [];
  let last = 0;
  for (const { 0: run, index } of text.matchAll(/[\p{Alphabetic}\p{M}]+|\d+/gu)) {
    const between = text.slice(last, index), digits = run < ':';
    const gap = !last || /[\n;|]|\..*\s|\s.*\./s.test(between) ? BREAK : !between ? NONE : /^[-/._–]$/.test(between) ? JOINT : SPACE;
    last = index + run.length;
    const word = digits ? { key: run.replace(/^0+(?=\d)/, '').slice(0, 24), sig: 0 } : syllable(run);
    if (word.key) found.push({ ...word, digits, gap, index, end: last });
  }
  return found;
}

// The date or number that starts at a token, `2025-01-13` or `25khtw`, and how many tokens it takes.
export function joined(list, first) {
  const at = (place) => list[first + place] || {}, number = (place) => (at(place).digits ? +at(place).key : 0);
  const joint = at(1).gap === JOINT && at(2).gap === JOINT;
  const [month, year] = joint ? [number(1), number(2)] : at(1).key === 'thang' && at(3).key === 'nam' ? [number(2), number(4)] : [];
  if (number(0) && number(0) < 32 && month && month < 13 && year >= 1900 && year < 2200) {
    return { key: [year, month, number(0)].map(two).join('-'), count: joint ? 3 : 5, date: true };
  }
  let key = '', count = 0, both = false;
  for (; count ? at(count).gap < SPACE : at(0).gap > JOINT; count++) {
    key += at(count).key;
    both ||= at(count).digits !== at(0).digits;
  }
  if (both && new TextEncoder().encode(key).length < 25) return { key, count };
}

export const two = (number) => String(number).padStart(2, 0);

export const foldAll = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

export function parse(text) {
  const list = tokens(text).slice(0, 32), terms = [];
  for (let at = 0; at < list.length;) {
    const { count = 1, ...whole } = joined(list, at) || {};
    terms.push(whole.key ? { ...list[at], ...whole, sig: 0, whole: true, end: list[at + count - 1].end, parts: list.slice(at, at + count) } : list[at]);
    at += count;
  }
  return { terms, text, folded: foldAll(text.trim()), open: /[^\s"]$/.test(text), quoted: text.includes('"'), marked: list.some((token) => token.sig) };
}

const isOpen = (query, place) => query.open && place === query.terms.length - 1;

const begins = (typed, sig, letters) => (!(typed % 6) || typed % 6 === sig % 6)
  && Math.floor(sig / 6) % 4 ** Math.min(letters, 12) === Math.floor(typed / 6);

export function same(query, place, word) {
  const { key, sig } = query.terms[place], open = isOpen(query, place);
  return (word.key === key || (open && word.key.startsWith(key))) && (!sig || sig === word.sig || (open && begins(sig, word.sig, key.length)));
}

// The longest run of words that are terms of the query in their order: its share of the query, its start, all words.
export function phrase(query, text) {
  const words = tokens(text), { length } = query.terms;
  let longest = 0, from;
  words.forEach((word, start) => {
    for (let first = 0; first < length; first++) {
      let step = 0;
      while (words[start + step] && first + step < length && same(query, first + step, words[start + step])) step++;
      if (step > longest) [longest, from] = [step, word.index];
    }
  });
  return [longest / length, from, words.length];
}

// How much a result is the query itself.
function likeness(query, { title, number }) {
  const [share, , words] = phrase(query, title), { length } = query.terms;
  return (foldAll(number).startsWith(query.folded) ? 1.2 : 1) * (1 + 0.5 * share * share + 0.2 * share * (length / Math.max(length, words)));
}

// Numbers of seven bits a byte, and the rest of a file; past its end everything is 0.
function reader(bytes) {
  let at = 0;
  const number = () => {
    let value = 0, scale = 1, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  };
  const take = (count) => bytes.subarray(at, (at += count));
  return {
    number, take, more: () => at < bytes.length,
    text: (last) => last.slice(0, number()) + decode(take(number())),
    name: (length) => `search/${[...take(length)].map((byte) => two(byte.toString(16))).join('')}.bin`,
  };
}

const decode = (bytes) => new TextDecoder().decode(bytes);

function table({ number, text, name }) {
  const borders = [];
  for (let count = number(); count--;) borders.push(text(borders.at(-1) || ''));
  return { borders, names: borders.map(() => name(NAME)) };
}

// A key with its lists of documents, or with the file that has them.
function entry(key, { number, name }) {
  const head = number(), lists = [];
  if (!head) return { key, documents: number(), file: name(NAME) };
  let documents = head & 1 && number(), all = 0;
  for (let left = head >> 1; left--;) {
    const first = number(), second = key < '0' ? 0 : number(), list = [], count = number();
    for (let last = 0; list.length < count;) list.push((last += number()));
    lists.push({ sig: first >> 2, second, class: first & 3, documents: list });
    all += count;
  }
  return { key, documents: documents || all, capped: head & 1, lists };
}

async function unpack(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

// How much a term tells: about log2(1 + all/having), by straight lines between the powers of two.
function rarity(all, having) {
  let ratio = 1 + all / Math.max(having, 1), logarithm = -1;
  for (; ratio >= 2; ratio /= 2) logarithm++;
  return logarithm + ratio;
}

// Opens the index whose files `read(path)` gives, gzipped as they are served.
export async function open(read) {
  const root = reader(await unpack(await read('search/root.bin')));
  if (root.number() !== 1) throw { format: true };
  const notices = root.number(), blockName = root.number(), facetsName = root.name(NAME);
  const bodyName = root.number() && root.name(NAME), head = table(root), blocks = [], bundle = {}, cache = {};
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
  const shard = (name) => name ? load(name, (bytes) => {
    const all = new Map(), source = reader(bytes);
    for (let key = ''; source.more();) all.set((key = source.text(key)), entry(key, source));
    return all;
  }) : new Map();
  const find = ({ borders }, key) => borders.findLastIndex((border) => border <= key);
  const exact = async (from, key) => (await shard(from.names[find(from, key)])).get(key);
  const starting = async (from, prefix) => {
    const first = Math.max(find(from, prefix), 0), found = from.borders.slice(first, first + 3)
      .map((border, place) => shard((border <= prefix || border.startsWith(prefix)) && from.names[first + place]));
    return (await Promise.all(found)).flatMap((all) => [...all.values()]).filter(({ key }) => key.startsWith(prefix));
  };
  const facets = () => load(facetsName, (bytes) => JSON.parse(decode(bytes) || '{"columns":{}}'));
  const column = ({ file }) => load(file, (bytes) => {
    const { number } = reader(bytes);
    return Array.from({ length: notices }, () => Array.from({ length: number() }, number));
  });
  const record = async (document) => {
    const block = await load(blocks[document >> 4], (bytes) => decode(bytes).split('\n'));
    const [url, title = '', number = '', issuer, kind, , status, day = '', place] = (block[document & 15] || '').split('\t');
    return { document, url, title, number, issuer, kind, status, day, place };
  };

  // Settles, by what the index has, what a number and a word in telex stand for.
  async function resolve(query, from) {
    const has = async (key, prefix) => (await Promise.all(from.map(async (one) => (await exact(one, '!' + key)) || (prefix && (await starting(one, '!' + key))[0])))).some(Boolean);
    // No Vietnamese syllable has an s, f, r, x or j behind a vowel, doubles a, e, o or d, or has a w: that is how raw telex shows.
    const suspect = (term) => !term.sig && !term.whole && /[aeiouy].*[sfrxj]|[aou]w|aa|ee|oo|dd/.test(term.key);
    const { telex } = query.terms.some(suspect) ? await extras().catch(() => ({})) : {}, surely = query.terms.filter(suspect).length > 2;
    const terms = (await Promise.all(query.terms.map(async (term, place) => {
      if (term.whole) return term.date || (await has(term.key, isOpen(query, place))) ? term : term.parts;
      const meant = telex && suspect(term) && telex(term);
      return meant && (surely || ((await has(meant.key)) && (meant.sig > 5 || !(await has(term.key))))) ? meant : term;
    }))).flat();
    return { ...query, terms, marked: query.marked || terms.some((term) => term.sig) };
  }

  // The entries of a key in every wave, and of its completions when it is open.
  async function answers(from, key, prefix) {
    return (await Promise.all(from.map(async (one, wave) => {
      const found = await exact(one, key);
      let apart = found ? 0 : 3;
      const rest = prefix ? (await starting(one, key)).filter((other) => other.key !== key) : [];
      rest.sort((a, b) => byDocuments(b, a, a.key < b.key));
      return [...rest.slice(0, 24).filter((other) => !other.file || apart-- > 0).map((other) => ({ ...other, wave, start: true })), ...(found ? [{ ...found, wave }] : [])];
    }))).flat();
  }

  // The posting lists that answer a query, with their weights: pairs first, single words where pairs do not do, or `all`.
  async function gather(query, from, all) {
    const { terms } = query, few = terms.length <= FEW;
    const every = [...terms.keys()].filter((place) => terms[place + 1]?.gap < BREAK && !terms[place].whole && !terms[place + 1].whole);
    const most = Math.min(every.length, 12), places = every.slice(0, most).map((_, nth) => every[Math.floor(((nth + 1) * every.length) / most) - 1]);
    // Asked for ahead, so that words and pairs arrive together.
    if (few || all) terms.forEach(({ key }) => from.forEach((one) => exact(one, '!' + key)));
    const pairs = await Promise.all(places.map((place) => answers(from, `${terms[place].key} ${terms[place + 1].key}`, isOpen(query, place + 1))));
    const paired = terms.map((_, place) => Math.max(0, ...places.flatMap((first, nth) => (first === place || first === place - 1 ? pairs[nth].map((one) => one.documents) : []))));
    const words = await Promise.all(terms.map(async ({ key, whole }, place) => (few || all || !paired[place])
      && (await answers(from, '!' + key, isOpen(query, place) && !paired[place] && (key.length > 1 || whole)))
        .filter(({ file, documents }) => !file || paired[place] < 0.3 * documents)));
    const short = pairs.filter((some) => some.some(({ file }) => !file)).length, lists = {};
    const apart = [...pairs, ...words].flatMap((some) => some || []).filter(({ key, file, wave }) => file && !lists[key + wave] && (lists[key + wave] = 1));
    apart.sort((a, b) => byDocuments(a, b, a.key < b.key));
    await Promise.all(apart.map(async ({ key, file, wave }, nth) => {
      lists[key + wave] = nth < (few ? 4 : all || short < 3 ? 2 : 0) ? (await load(file, (bytes) => entry(key, reader(bytes)))).lists || [] : 0;
    }));
    const add = (found, answer, fit) => {
      const content = answer.lists || lists[answer.key + answer.wave];
      found.documents = Math.max(found.documents, answer.documents);
      found.capped ||= answer.capped || !content;
      if (!content) return;
      for (const list of content) {
        const fits = fit(list, answer);
        found.sources.push([CLASSES[answer.wave][list.class] * fits, list.documents, fits]);
      }
      found.sought = true;
    };
    // The weight of a spelling for a term: marks count, and so does whether the word only begins with it.
    const weigh = (sig, { sig: typed, whole, key }, start) => (start ? 0.55 : 1) * (whole || typed === sig || (!typed && !query.marked) ? 1
      : !typed ? 0.6 : start && begins(typed, sig, key.length) ? 1 : 0.15);
    const found = () => ({ sources: [], documents: 0 }), gathered = { terms: terms.map(found), pairs: places.map(found) };
    places.forEach((place, nth) => {
      const both = (list, { start }) => weigh(list.sig, terms[place]) * weigh(list.second, terms[place + 1], start);
      for (const answer of pairs[nth]) {
        for (const one of [gathered.pairs[nth], gathered.terms[place], gathered.terms[place + 1]]) add(one, answer, both);
      }
    });
    gathered.terms.forEach((one, place) => {
      for (const answer of words[place] || []) add(one, answer, (list, { start }) => weigh(list.sig, terms[place], start));
      one.sought ||= words[place] && !one.documents;
    });
    for (const { sources } of [...gathered.terms, ...gathered.pairs]) sources.sort((a, b) => b[0] - a[0]);
    return gathered;
  }

  const [score, cover, near, has, last] = Array.from({ length: 5 }, () => new Float64Array(notices));

  // Rarity × best weight over terms and pairs, × share covered², × 1 + 1.5 × share of neighbours kept together³.
  function rank({ terms, pairs }, quoted, allowed, most) {
    const touched = [], found = [], best = [], whole = [0, 0], base = [0, 0];
    let mark = 0, presumed = 0, count = 0;
    for (const sums of [score, cover, near, has, last]) sums.fill(0);
    for (const one of [...terms, ...pairs]) {
      if (!one.sought) continue;
      const pair = +pairs.includes(one), rare = rarity(notices, one.documents), credit = one.capped ? 0.5 : 0;
      const sums = pair ? near : cover, listed = pair || one.capped ? 0 : 1;
      mark++;
      whole[pair] += rare;
      base[pair] += rare * credit;
      count += 1 - pair;
      presumed += pair ? 0 : 1 - listed;
      for (const [weight, documents, fit] of one.sources) {
        for (const document of documents) {
          if (last[document] === mark) continue;
          if (!last[document]) touched.push(document);
          last[document] = mark;
          score[document] += rare * weight;
          sums[document] += rare * (1 - credit) * fit;
          has[document] += listed;
        }
      }
    }
    const together = (document) => (whole[1] ? (base[1] + near[document]) / whole[1] : 0);
    const order = (a, b) => b[1] - a[1] || b[0] - a[0];
    for (const document of touched) {
      const share = together(document), covered = (base[0] + cover[document]) / whole[0];
      if (has[document] + presumed < (quoted ? count : count - Math.floor(count / 4)) || (quoted && share < 0.5)) continue;
      found.push(document);
      if (!allowed(document)) continue;
      best.push([document, score[document] * covered * covered * (1 + 1.5 * share * share * share)]);
      if (best.length > 999 + most) best.sort(order).splice(most);
    }
    best.sort(order).splice(most);
    const first = best[0]?.[0], complete = best.length > 0 && has[first] + presumed === count;
    return { found, best, complete, more: best.length > 0 && terms.some((term) => term.capped), confident: complete && (!whole[1] || together(first) >= 0.6), lost: terms.map((term) => term.sought && !term.documents) };
  }

  // Whether a document has the values asked for, but for one facet; one that cannot be read lets everything pass.
  async function filter(filters) {
    const tests = await Promise.all(Object.keys(filters).map(async (facet) => {
      const from = (await facets()).columns[facet];
      if (!from) return () => true;
      const wanted = from.values.findIndex(([value]) => value === filters[facet]), of = await column(from);
      return (document, except) => facet === except || of[document].includes(wanted);
    }));
    return (document, except) => tests.every((test) => test(document, except));
  }

  return {
    async search(text, { body = true, filters = {}, limit = 10, offset = 0 } = {}) {
      damaged = false;
      const allowed = await filter(filters), most = Math.max(10, offset + limit);
      const from = body && bodyName ? [head, await load(bodyName, (bytes) => table(reader(bytes)))] : [head];
      const query = await resolve(parse(text), from), count = query.terms.length;
      let ranked;
      if (count) {
        const gathered = await gather(query, from);
        ranked = rank(gathered, query.quoted, allowed, most);
        // A head that has not even half of the pairs is not where the query comes from: the body is.
        const likely = body || 2 * gathered.pairs.filter((pair) => pair.documents).length >= gathered.pairs.length;
        if (count > FEW && !ranked.confident && likely) ranked = rank(await gather(query, from, true), query.quoted, allowed, most);
      } else {
        const found = [...Array(notices).keys()].reverse();
        ranked = { found, best: found.filter((document) => allowed(document)).slice(0, most).map((document) => [document, 0]), complete: true, more: false, lost: [] };
      }
      const { found, best, complete, more, lost } = ranked;
      const hits = await Promise.all(best.map(async ([document, points]) => ({ ...(await record(document)), score: points })));
      if (count && offset < 10) {
        const first = hits.splice(0, 10);
        for (const hit of first) hit.score *= likeness(query, hit);
        hits.unshift(...first.sort(byScore));
      }
      return {
        query, found, allowed, total: found.filter((document) => allowed(document)).length, complete, more, unknown: query.terms.filter((_, place) => lost[place]),
        doubtful: body && count > 2 && hits.length > 0 && phrase(query, hits[0].title)[0] < 0.8,
        hits: hits.slice(offset, offset + limit), damaged,
      };
    },

    // The words of the index by frequency, for `suggest` of search-more.js.
    async words() {
      return load((await facets()).words, (bytes) => decode(bytes).split('\n'));
    },

    // For each facet its values with how many of what was found have them, the filters of other facets applied.
    async counts({ found, allowed }) {
      const { columns } = await facets(), all = {};
      await Promise.all(Object.keys(columns).map(async (facet) => {
        const of = await column(columns[facet]), counts = columns[facet].values.map(([value]) => [value, 0]);
        for (const document of found) if (allowed(document, facet)) for (const value of of[document]) counts[value][1]++;
        all[facet] = counts.filter(([, count]) => count);
      }));
      return all;
    },

  };
}

// What only some searches need, loaded when they do; what it takes from here is handed over, so that it names no file.
export const extras = async () => (await import('./search-more.js')).extras({ byScore, foldAll, phrase, syllable });

const byDocuments = (a, b, first) => a.documents - b.documents || (first ? -1 : 1);

const byScore = (a, b) => b.score - a.score || b.document - a.document;
