// Lints the samples with Taplo's command line: those below accept/ must pass, those below reject/ must not.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const samples = process.argv[2];
const taplo = fileURLToPath(new URL('node_modules/.bin/taplo', import.meta.url));
let wrong = 0;
const counts = { accept: 0, reject: 0 };
for (const kind of ['notice', 'site', 'units', 'places', 'holidays']) {
  for (const verdict of ['accept', 'reject']) {
    const folder = join(samples, verdict, kind);
    if (!existsSync(folder)) continue;
    const files = readdirSync(folder).sort();
    counts[verdict] += files.length;
    const refused = refusedBy(kind, files.map((file) => join(folder, file)));
    for (const file of files) {
      if (refused.has(file) === (verdict === 'accept')) {
        wrong += 1;
        console.log(`${kind}: ${file} should be ${verdict}ed`);
      }
    }
  }
}
console.log(`taplo: ${counts.accept} files accepted, ${counts.reject} rejected, ${wrong} judged otherwise than they should be`);
if (wrong || counts.accept < 100 || counts.reject < 200) process.exit(1);

function refusedBy(kind, paths) {
  const schema = `file://${join(samples, `${kind}.schema.json`)}`;
  const run = spawnSync(taplo, ['lint', '--colors', 'never', '--schema', schema, ...paths], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  const lines = run.stderr.matchAll(/invalid file .*path="(.*)"$/gm);
  const refused = new Set([...lines].map(([, path]) => basename(path)));
  if ((run.status === 0) !== (refused.size === 0)) throw new Error(run.stderr);
  return refused;
}
