// What only some searches need, loaded when they do: raw telex, an offer for a misspelt word, and the pages of results
// read for the phrase. The tools it needs of search.js are handed in, so that the two files do not name each other.

const TELEX = { aa: 'â', aw: 'ă', ee: 'ê', oo: 'ô', ow: 'ơ', uow: 'ươ', uw: 'ư', dd: 'đ' };

// Insertions, deletions, replacements and swaps of neighbours that make one word of the other.
function edits(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let row = 1; row <= one.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column++) {
      const swapped = column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row].push(Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + (one[row - 1] !== other[column - 1]), swapped ? rows[row - 2][column - 2] + 1 : 99));
    }
  }
  return rows.pop().pop();
}

// A piece of the text around a place, cut between words.
function snippet(text, place) {
  const start = place > 60 ? text.indexOf(' ', place - 60) : 0, end = text.length > start + 200 ? text.lastIndexOf(' ', start + 200) : text.length;
  return (start ? '… ' : '') + text.slice(start, end).trim() + (end < text.length ? ' …' : '');
}

export const extras = ({ byScore, foldAll, phrase, syllable }) => ({
  // The query with every unknown term in the nearest spelling among `words`, which are in order of frequency; nothing
  // when a term has no neighbour: one edit for up to four letters, else two.
  suggest({ text }, unknown, words) {
    const folded = words.map((word) => [foldAll(word), word]);
    let suggested = '', last = 0;
    for (const { key, index, end } of unknown) {
      let least = key.length > 4 ? 3 : 2, nearest;
      for (const [fold, word] of folded) {
        const distance = Math.abs(fold.length - key.length) < least ? edits(key, fold) : least;
        if (distance < least) [least, nearest] = [distance, word];
      }
      if (!nearest) return;
      suggested += text.slice(last, index) + nearest;
      last = end;
    }
    return suggested + text.slice(last);
  },

  // The term that a word is in raw telex: `hooij` is hội.
  telex(term) {
    const word = term.key.replace(/aa|aw|ee|oo|ow|uow|uw|dd/g, (pair) => TELEX[pair])
      .replace(/([aeiouyăâêôơư].*)([sfrxj])/, (_, before, letter) => before + '\u0301\u0300\u0309\u0303\u0323'['sfrxj'.indexOf(letter)]);
    return { ...term, ...syllable(word) };
  },

  // Reads the pages of results, whose text `page(url)` gives, and puts those first that have the query as a phrase.
  async verify({ query, hits }, page) {
    const read = await Promise.all(hits.map(async (hit) => {
      const text = (await page(hit.url).catch(() => '')).replace(/\s+/g, ' '), [share, start = 0] = phrase(query, text);
      return text ? { ...hit, score: hit.score * (1 + 2 * share * share * share), snippet: snippet(text, start) } : hit;
    }));
    return read.sort(byScore);
  },
});
