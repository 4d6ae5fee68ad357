#!/bin/sh
# Pagefind on the same corpus and queries as ours: `sh benches/search/pagefind.sh 1000`. Needs npx and node.
set -eu
count="${1:-1000}"
pages=$(cargo bench --bench search -- "$count" pages | tail -n 1)
npx --yes pagefind@1 --site "$pages" --output-path "$pages/pagefind" --silent
node benches/search/pagefind.mjs "$pages"
cargo bench --bench search -- "$count" quality
