// Asks Taplo's language server, the one inside Even Better TOML, what a clerk's editor shows in a site that
// `niemyet init` made.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import taplo from '@taplo/lsp';

const { TaploLsp } = taplo;
const root = join(process.argv[2], 'site');
const waiting = new Map();
const environment = {
  now: () => new Date(),
  envVar: () => '',
  envVars: () => [],
  stdErrAtty: () => false,
  stdin: () => Promise.resolve(new Uint8Array()),
  stdout: (bytes) => Promise.resolve(bytes.length),
  stderr: (bytes) => Promise.resolve(bytes.length),
  glob: () => [],
  readFile: (path) => Promise.resolve(readFileSync(path)),
  writeFile: () => Promise.resolve(),
  urlToFilePath: (url) => decodeURIComponent(new URL(url).pathname),
  isAbsolute: (path) => path.startsWith('/'),
  cwd: () => root,
  findConfigFile: (from) => [join(from, '.taplo.toml')].find((path) => existsSync(path)),
};
const server = await TaploLsp.initialize(environment, { onMessage: heard });

function heard(message) {
  if (message.id !== undefined && message.method === undefined) waiting.get(message.id)?.(message.result);
  else if (message.method === 'workspace/configuration') {
    const result = message.params.items.map(() => ({ schema: { enabled: true } }));
    server.send({ jsonrpc: '2.0', id: message.id, result });
  } else if (message.id !== undefined) server.send({ jsonrpc: '2.0', id: message.id, result: null });
}

let count = 0;
function ask(method, params) {
  const id = ++count;
  const answer = new Promise((resolve) => waiting.set(id, resolve));
  server.send({ jsonrpc: '2.0', id, method, params });
  return answer;
}

async function editor(uri, text) {
  server.send({
    jsonrpc: '2.0',
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'toml', version: 1, text } },
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const at = (line, character) => ({ textDocument: { uri }, position: { line, character } });
  return {
    hover: async (line, character) => JSON.stringify(await ask('textDocument/hover', at(line, character))),
    complete: async (line, character) => {
      const answer = await ask('textDocument/completion', at(line, character));
      return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map((item) => [item.label, JSON.stringify(item)]);
    },
  };
}

await ask('initialize', {
  processId: null,
  rootUri: `file://${root}`,
  workspaceFolders: [{ uri: `file://${root}`, name: 'site' }],
  capabilities: { workspace: { configuration: true } },
  initializationOptions: {},
});
server.send({ jsonrpc: '2.0', method: 'initialized', params: {} });

// A notice as it lies on disk: fences, and Markdown below. The editor has been told to take it for TOML.
const notice = [
  '+++',
  'type = "GM"',
  'issuer = "UBND xã"',
  'form = ""',
  '',
  '[[session]]',
  'date = 2026-07-09',
  '',
  '+++',
  '# Thân văn bản',
  '',
].join('\n');
const page = await editor(`file://${root}/content/vi-du/hop.md`, notice);
const failures = [];
const expect = (what, holds, shown) => holds || failures.push(`editor: ${what}: ${JSON.stringify(shown).slice(0, 300)}`);

const hover = await page.hover(2, 2);
expect('a key is explained in Vietnamese', hover.includes('Cơ quan ban hành'), hover);
const keys = await page.complete(4, 0);
expect('every other key of the top is offered', keys.length > 30 && named(keys, 'title')?.includes('Trích yếu'), keys);
const ofSession = await page.complete(7, 0);
expect('the keys of a session are offered in it', named(ofSession, 'start')?.includes('Giờ bắt đầu') && !named(ofSession, 'title')?.includes('Trích yếu'), ofSession);
const words = await page.complete(3, 8);
expect('the words of `form` are offered and explained', named(words, '"hybrid"')?.includes('trực tuyến'), words);
for (const failure of failures) console.log(failure);
console.log(`editor: ${4 - failures.length} of 4 questions answered by Taplo's language server`);
process.exit(failures.length ? 1 : 0);

function named(items, label) {
  return items.find(([one]) => one === label)?.[1];
}
