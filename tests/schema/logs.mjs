// Reads the findings of the whole corpus as the services that take them do.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const samples = process.argv[2];
const read = (name) => readFileSync(join(samples, 'logs', name), 'utf8');
const findings = read('findings.jsonl').trim().split('\n').map((line) => JSON.parse(line));
const failures = [];
const expect = (what, holds) => holds || failures.push(what);
expect('the corpus gives hundreds of findings', findings.length > 300);

sarif();
gitlab();
github();
for (const failure of failures.slice(0, 20)) console.log(failure);
console.log(`logs: ${findings.length} findings read as SARIF, GitLab report and GitHub commands, ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);

// SARIF 2.1.0: the schema Microsoft's own matchers use, and an index that names the rule it says.
function sarif() {
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const isValid = ajv.compile(schema);
  const log = JSON.parse(read('findings.sarif'));
  expect(`SARIF: ${JSON.stringify(isValid.errors?.[0])}`, isValid(log));
  const [{ results, tool }] = log.runs;
  expect('SARIF: a result for every finding', results.length === findings.length);
  results.forEach((result, index) => {
    const { startLine, startColumn } = result.locations[0].physicalLocation.region;
    const uri = result.locations[0].physicalLocation.artifactLocation.uri;
    const found = findings[index];
    expect(`SARIF: rule of ${index}`, tool.driver.rules[result.ruleIndex].id === found.code && result.ruleId === found.code);
    expect(`SARIF: place of ${index}`, startLine === found.line && startColumn === found.column);
    expect(`SARIF: path of ${index}`, !/[^\w./~%-]/.test(uri));
  });
  delete log.runs[0].tool;
  expect('SARIF: the schema notices a log without its tool', !isValid(log));
}

// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
function gitlab() {
  const report = JSON.parse(read('findings.gitlab.json'));
  expect('GitLab: an entry for every finding', report.length === findings.length);
  const prints = new Set(report.map((entry) => entry.fingerprint));
  expect('GitLab: fingerprints are unique', prints.size === report.length);
  report.forEach((entry, index) => {
    const { description, check_name, fingerprint, severity, location } = entry;
    const isWhole = [description, check_name, fingerprint, location.path].every((text) => typeof text === 'string' && text);
    expect(`GitLab: shape of ${index}`, isWhole && Number.isInteger(location.lines.begin));
    expect(`GitLab: severity ${severity}`, ['info', 'minor', 'major', 'critical', 'blocker'].includes(severity));
    expect(`GitLab: path ${location.path}`, !location.path.startsWith('./') && !location.path.startsWith('/'));
  });
}

// The runner's own rules (actions/runner, ActionCommand.cs): a command is one line, `%` escapes are undone last.
function github() {
  const lines = read('findings.github').split('\n').slice(0, -1);
  expect('GitHub: a line for every finding', lines.length === findings.length);
  lines.forEach((line, index) => {
    const parts = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line);
    if (!parts) return expect(`GitHub: ${line}`, false);
    const properties = Object.fromEntries(parts[2].split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), undo(pair.slice(at + 1), ['3A', '2C'])];
    }));
    const found = findings[index];
    const message = [found.message, found.help].filter((text) => text !== undefined).join('\n');
    expect(`GitHub: title of ${index}`, properties.title === found.code);
    expect(`GitHub: place of ${index}`, Number(properties.line) === found.line && Number(properties.col) === found.column);
    const shown = undo(parts[3], []).replace(/[\p{Cc}]/gu, ' ');
    expect(`GitHub: message of ${index}: ${shown} | ${message}`, shown === message.replace(/[\p{Cc}]/gu, ' '));
  });
}

function undo(text, more) {
  const signs = { '0D': '\r', '0A': '\n', '3A': ':', '2C': ',', 25: '%' };
  return [...more, '0D', '0A', '25'].reduce((undone, code) => undone.replaceAll(`%${code}`, signs[code]), text);
}
