// Tries every shape on every client, and holds docs/interop.md to what happened.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clients } from './clients.mjs';
import { page } from './page.mjs';
import { serve } from './server.mjs';
import { all as shapes } from './shapes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const docs = join(here, '..', 'docs', 'interop.md');
const work = join(here, 'target', 'work');
const deadline = 20 * 60_000;

/** A file per era, with a line per shape: its id, and the command of its server. */
function prepare(port) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const era of ['legacy', 'modern']) {
    const lines = shapes.map(({ id }) => [id, 'bash', join(here, 'relay.sh'), port, id, era].join('\t'));
    writeFileSync(join(work, `${era}.tsv`), `${lines.join('\n')}\n`);
  }
}

/** What a client printed, as a map of shape to lines of fields. */
async function lines(client) {
  const [command, ...args] = client.command(here, join(work, `${client.era}.tsv`));
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), deadline);
  let noise = '';
  child.stderr.on('data', (data) => (noise = (noise + data).slice(-4000)));
  const printed = new Map(shapes.map(({ id }) => [id, []]));
  for await (const line of createInterface({ input: child.stdout })) {
    const [id, ...fields] = line.split('\t');
    printed.get(id)?.push(fields);
  }
  clearTimeout(timer);
  const unfinished = shapes.filter(({ id }) => printed.get(id).at(-1)?.[0] !== 'done');
  if (unfinished.length > 0) {
    throw new Error(`${client.name} did not finish ${unfinished[0].id}:\n${noise}`);
  }
  return printed;
}

/** The outcome of one shape for one client, and what the client says. */
function outcome(shape, printed) {
  const first = (kind) => printed.find((fields) => fields[0] === kind);
  const connection = first('connection-failed');
  if (connection) {
    return { outcome: 'cannot connect', words: connection[1] };
  }
  const failed = first('list-failed');
  if (failed) {
    return { outcome: 'loses the list', words: failed[1] };
  }
  const listed = first('listed')[1].split(',');
  if (listed.length < shape.list.tools.length) {
    return { outcome: listed.includes('healthy') ? 'drops the tool' : 'loses the list', words: '' };
  }
  const calls = printed.filter(([kind]) => kind === 'call-failed');
  if (calls.length > 0) {
    return { outcome: 'rejects results', words: calls.at(-1)[2] };
  }
  return { outcome: 'accepts', words: '' };
}

/** A client that cannot even use a plain tool says nothing about the others. */
function requirePlain(client, results) {
  const { outcome: plain, words } = results.get('plain');
  if (plain !== 'accepts') {
    throw new Error(`${client.name} ${plain} with a plain tool: ${words}`);
  }
}

async function measure() {
  const waiting = [...clients];
  const results = new Map();
  const worker = async () => {
    for (let client = waiting.shift(); client !== undefined; client = waiting.shift()) {
      const printed = await lines(client);
      const outcomes = new Map(shapes.map((shape) => [shape.id, outcome(shape, printed.get(shape.id))]));
      requirePlain(client, outcomes);
      results.set(client.name, outcomes);
    }
  };
  await Promise.all(Array.from({ length: cpus().length + 1 }, worker));
  return results;
}

const server = await serve(shapes);
prepare(server.address().port);
const results = await measure();
const measured = page(shapes, clients, results);
writeFileSync(
  join(here, 'target', 'words.txt'),
  shapes
    .flatMap(({ id }) => clients.map(({ name }) => [id, name, results.get(name).get(id)]))
    .filter(([, , { outcome }]) => outcome !== 'accepts')
    .map(([id, name, { outcome, words }]) => `${id}: ${name} ${outcome}: ${words}\n`)
    .join(''),
);
if (process.argv[2] === '--write') {
  writeFileSync(docs, measured);
  console.log(`wrote ${docs}`);
  process.exit(0);
} else {
  const written = readFileSync(docs, 'utf8');
  const differing = measured.split('\n').filter((line) => !written.split('\n').includes(line));
  const gone = written.split('\n').filter((line) => !measured.split('\n').includes(line));
  differing.forEach((line) => console.log(`measured:  ${line}`));
  gone.forEach((line) => console.log(`in the page: ${line}`));
  console.log(`interop: ${shapes.length} shapes, ${clients.length} clients, ${differing.length + gone.length} lines differ`);
  process.exit(measured === written ? 0 : 1);
}
