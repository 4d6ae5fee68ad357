// What a search gives besides its results: an offer for a misspelt word, and a piece of the page around the phrase.
import { each, foldAll, phrase } from './search-words.js';

// Whether at most so many insertions, deletions, replacements and swaps of neighbours make one word of the other.
function near(one, other, most) {
  const [a, b] = one, [c, d] = other, rest = one.slice(1), others = other.slice(1);
  if (one === other || (a && a === c)) return one === other || near(rest, others, most);
  return most > 0 && (near(rest, other, most - 1) || near(one, others, most - 1) || near(rest, others, most - 1)
    || (a === d && b === c && near(rest.slice(1), others.slice(1), most - 1)));
}

// The query with every unknown term in the nearest spelling among `words`, which are in order of frequency; nothing
// when a term has no neighbour: one edit for up to four letters, else two.
export function suggest({ text }, unknown, words) {
  let suggested = '', last = 0;
  for (const { key, index, end } of unknown) {
    const within = (most) => words.find((word) => near(key, foldAll(word), most)), nearest = within(1) || (key.length > 4 && within(2));
    if (!nearest) return;
    suggested += text.slice(last, index) + nearest;
    last = end;
  }
  return suggested + text.slice(last);
}

// A piece of the text around a place, cut between words.
function snippet(text, place) {
  const start = place > 60 ? text.indexOf(' ', place - 60) : 0, end = text.length > start + 200 ? text.lastIndexOf(' ', start + 200) : text.length;
  return (start ? '… ' : '') + text.slice(start, end).trim() + (end < text.length ? ' …' : '');
}

export const byScore = (a, b) => b.score - a.score || b.document - a.document;

// Reads the pages of results, whose text `page(url)` gives, and puts those first that have the query as a phrase.
export async function verify({ query, hits }, page) {
  const read = await each(hits, async (hit) => {
    const text = (await page(hit.url).catch(() => '')).replace(/\s+/g, ' '), [share, start] = phrase(query, text);
    return text ? { ...hit, score: hit.score * (share < 1 ? 1 : 2) * (1 + 2 * share * share * share), snippet: snippet(text, start) } : hit;
  });
  return read.sort(byScore);
}
