// Texts and queries in, words and terms with their keys out, and how well the ones fit the others. src/search/ does the
// same in Rust, character for character: tests/it/search/vectors.json holds both to it.
const NONE = 0, JOINT = 1, SPACE = 2;
export const BREAK = 3;
const TONES = '\u0300\u0301\u0309\u0303\u0323', MARKS = '\u0302\u0306\u031b';

// The key of a word: its letters without marks, and tone + 6·Σ mark·4^place.
export function syllable(word) {
  let key = '', tone = 0, marks = 0, length = 0;
  const mark = (value) => length && length < 13 && (marks += value * 4 ** (length - 1));
  for (const part of word.normalize('NFD')) {
    if (TONES.includes(part)) tone = TONES.indexOf(part) + 1;
    else if (MARKS.includes(part)) mark(MARKS.indexOf(part) + 1);
    else if (!/\p{M}/u.test(part)) {
      for (const letter of part.toLowerCase()) {
        if (letter.length > 1) continue;
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

// The date or number that a list of tokens begins with, `2025-01-13` or `25khtw`, and how many of them it takes.
function joined(list) {
  const [first, second, third, fourth, fifth] = list, joint = second?.gap === JOINT && third?.gap === JOINT;
  const parts = joint ? [third, second, first] : second?.key === 'thang' && fourth?.key === 'nam' ? [fifth, third, first] : [];
  const [year, month, day] = parts.map((part) => (part?.digits ? +part.key : 0));
  if (day && day < 32 && month && month < 13 && year >= 1900 && year < 2200) {
    return { key: [year, month, day].map(two).join('-'), count: joint ? 3 : 5, date: true };
  }
  let { key } = first, count = 1, both = false;
  for (; list[count]?.gap < SPACE; count++) {
    key += list[count].key;
    both ||= list[count].digits !== first.digits;
  }
  return both && first.gap > JOINT && key.length < 25 ? { key, count } : {};
}

export const each = (list, make) => Promise.all(list.map(make));

export const two = (number) => String(number).padStart(2, 0);

export const foldAll = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

export function parse(text) {
  const list = tokens(text).slice(0, 32), marked = list.some((token) => token.sig), terms = [];
  while (list.length) {
    const { count = 1, ...whole } = joined(list), parts = list.splice(0, count);
    terms.push(whole.key ? { ...parts[0], ...whole, sig: 0, whole: true, end: parts.at(-1).end, parts } : parts[0]);
  }
  return { terms, text, folded: foldAll(text.trim()), open: /[^\s"]$/.test(text), quoted: text.includes('"'), marked };
}

// The term that a word is if it is in raw telex: `hooij` is hội. No Vietnamese syllable has an s, f, r, x or j behind a
// vowel, doubles a, e, o or d, or has a w: that is how it shows.
export function telex(term) {
  const word = term.key.replace(/uow/g, 'uwow').replace(/([aeo])\1/g, '$1\u0302').replace(/aw/g, 'a\u0306').replace(/([ou])w/g, '$1\u031b').replace(/dd/g, 'đ')
    .replace(/([aeiouy].*)([fsrxj])/, (_, before, tone) => before + TONES['fsrxj'.indexOf(tone)]);
  return term.sig || term.whole || word === term.key ? 0 : { ...term, ...syllable(word) };
}

// Whether the term at a place may be the start of a word.
export const isOpen = (query, place) => query.open && !query.terms[place + 1];

const begins = (typed, sig, letters) => (!(typed % 6) || typed % 6 === sig % 6)
  && Math.floor(sig / 6) % 4 ** Math.min(letters, 12) === Math.floor(typed / 6);

// How well a spelling fits a term, at most 1: marks count, and so does whether the word only begins with it.
export const fit = ({ marked }, sig, { sig: typed, whole, key }, start) => (start ? 0.55 : 1) * (whole || typed === sig || (!typed && !marked) ? 1
  : !typed ? 0.6 : start && begins(typed, sig, key.length) ? 1 : 0.15);

export function same(query, place, { key, sig }) {
  const term = query.terms[place], start = isOpen(query, place) && key.startsWith(term.key);
  return (start || key === term.key) && fit(query, sig, term, start) > 0.15;
}

// The longest run of words that are terms of the query in their order: its share of the query, its start, all words.
export function phrase(query, text) {
  const words = tokens(text), { length } = query.terms;
  let longest = 0, from = 0;
  words.forEach(({ index }, start) => {
    for (let first = 0; first < length; first++) {
      let step = 0;
      while (words[start + step] && first + step < length && same(query, first + step, words[start + step])) step++;
      if (step > longest) [longest, from] = [step, index];
    }
  });
  return [longest / length, from, words.length];
}

// How much a result is the query itself.
export function likeness(query, { title, number }) {
  const [share, , words] = phrase(query, title), { length } = query.terms;
  return (foldAll(number).startsWith(query.folded) ? 1.2 : 1) * (1 + 0.5 * share * share + 0.2 * share * (length / Math.max(length, words)));
}
