#!/bin/sh
# Browser tests of the portal. In: Debian's chromium, node 18 or newer, cargo. Out: exit code 0, or what is wrong.
# Everything made here lies in target/browser. `tests/browser/run.sh stories` runs one file.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/browser
mkdir -p "$work"
cp "$root"/tests/browser/package.json "$root"/tests/browser/package-lock.json "$root"/tests/browser/*.mjs "$work/"
cp "$root"/tests/browser/*.json "$work/"
if ! cmp -s "$work/package-lock.json" "$work/.installed"; then
    (cd "$work" && npm ci --no-audit --no-fund)
    cp "$work/package-lock.json" "$work/.installed"
fi
if [ -z "${NIEMYET:-}" ]; then
    cargo build --locked --manifest-path "$root/Cargo.toml"
    NIEMYET=${CARGO_TARGET_DIR:-$root/target}/debug/niemyet
fi
export NIEMYET ROOT="$root"
cd "$work"
if [ "${1:-}" = screenshots ]; then
    exec node screenshots.mjs "$root/tests/browser/pictures"
fi
if [ "${1:-}" = wire ]; then
    exec node wire.mjs "$2" "${3:-100}"
fi
if [ $# -gt 0 ]; then
    exec node --test --test-concurrency=1 "$1.test.mjs"
fi
exec node --test --test-concurrency=1 stories.test.mjs pages.test.mjs budgets.test.mjs data.test.mjs print.test.mjs theme.test.mjs search.test.mjs
