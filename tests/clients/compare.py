"""Compares the rows a reader gave with the model's: `compare.py model.json rows.json`. Prints a count or the first differences."""

import json
import sys

with open(sys.argv[1]) as model, open(sys.argv[2]) as rows:
    expected, found = json.load(model), json.load(rows)

differences = []
for path in sorted(expected.keys() | found.keys()):
    if path not in found or path not in expected:
        differences.append(f"{path}: only in {'model' if path in expected else 'feeds'}")
        continue
    key = lambda row: row["uid"]
    here, there = sorted(expected[path], key=key), sorted(found[path], key=key)
    if len(here) != len(there):
        differences.append(f"{path}: {len(there)} entries instead of {len(here)}")
    for mine, theirs in zip(here, there):
        for field in mine:
            if mine[field] != theirs.get(field):
                differences.append(f"{path}: {mine['uid']} {field}: {theirs.get(field)!r} instead of {mine[field]!r}")
if differences:
    print("\n".join(differences[:5]))
    sys.exit(1)
print(f"{sum(map(len, expected.values()))} entries in {len(expected)} feeds agree")
