#!/bin/sh
# Pagefind beside ours on the same corpus, with the same queries: `sh benches/search/pagefind.sh 1000`. Needs npx and node.
set -eu
count="${1:-1000}"
pages=$(cargo bench --bench search -- "$count" pages | tail -n 1)
/usr/bin/env time -f 'pagefind indexes in %e s (%U s of processor time), %M KB of memory' \
  npx --yes pagefind@1 --site "$pages" --output-path "$pages/pagefind" --silent
node benches/search/pagefind.mjs "$pages"
