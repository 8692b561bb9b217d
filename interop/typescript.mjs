// A client of the TypeScript SDK: node typescript.mjs FILE PACKAGES sdk-1|sdk-2 [REVISION]
import { createRequire } from 'node:module';
import { run } from './trial.mjs';

const [, , file, packages, line, revision] = process.argv;
const require = createRequire(`${packages}/`);
const home = line === 'sdk-2' ? '@modelcontextprotocol/client' : line;
const { Client } = require(line === 'sdk-2' ? home : `${home}/client/index.js`);
const { StdioClientTransport } = require(line === 'sdk-2' ? `${home}/stdio` : `${home}/client/stdio.js`);
const options = revision === undefined ? {} : { versionNegotiation: { mode: { pin: revision } } };

await run(file, async ([command, ...args]) => {
  const client = new Client({ name: 'interop', version: '1' }, options);
  await client.connect(new StdioClientTransport({ command, args }), { timeout: 20_000 });
  return client;
});
