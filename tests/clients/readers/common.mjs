// The feeds below a folder, each by its path.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

export function feedsOf(folder, rowsOf) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ics"));
  return Object.fromEntries(files.sort().map((name) => [relative("", name), rowsOf(join(folder, name))]));
}
