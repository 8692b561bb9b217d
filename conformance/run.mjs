// Starts the suite for each mode and revision, and compares what failed with what is expected to.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const results = join(here, 'target', 'results');
const suite = join(here, 'target/suite/node_modules/@modelcontextprotocol/conformance/dist/index.js');
const java = ['java', '-cp', process.argv[2], '-XX:TieredStopAtLevel=1'];
const only = process.argv[3];

// What concerns a client of our kind: all scenarios of the suite but extensions, which it has not.
const clientScenarios = {
  '2025-11-25': [
    'initialize',
    'tools_call',
    'elicitation-sep1034-client-defaults',
    'sse-retry',
    'json-schema-2020-12-preservation',
  ],
  '2026-07-28': [
    'tools_call',
    'request-metadata',
    'sep-2322-client-request-state',
    'http-standard-headers',
    'http-custom-headers',
    'http-invalid-tool-headers',
    'json-schema-ref-no-deref',
    'json-schema-2020-12-preservation',
  ],
};

// The scenarios in which the client logs in, and the one extension that our connection has: client credentials.
const loginScenarios = {
  '2025-11-25': [
    'metadata-default',
    'metadata-var1',
    'metadata-var2',
    'metadata-var3',
    'basic-cimd',
    'scope-from-www-authenticate',
    'scope-from-scopes-supported',
    'scope-omitted-when-undefined',
    'scope-step-up',
    'scope-retry-limit',
    'token-endpoint-auth-basic',
    'token-endpoint-auth-post',
    'token-endpoint-auth-none',
    'pre-registration',
  ],
};
loginScenarios['2026-07-28'] = [
  ...loginScenarios['2025-11-25'],
  'resource-mismatch',
  'offline-access-scope',
  'offline-access-not-supported',
  'authorization-server-migration',
  'iss-supported',
  'iss-not-advertised',
  'iss-supported-missing',
  'iss-wrong-issuer',
  'iss-unexpected',
  'iss-normalized',
  'metadata-issuer-mismatch',
  'client-credentials-basic',
];

const expected = readFileSync(join(here, 'expected-failures.txt'), 'utf8')
  .split('\n')
  .map((line) => line.replace(/#.*/, '').trim())
  .filter((line) => line !== '');

function run(...words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [suite, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

function checks(directory) {
  return readdirSync(directory, { recursive: true })
    .filter((name) => name.endsWith('checks.json'))
    .flatMap((name) => {
      const scenario = dirname(name).replace(/^(server|client)-/, '').replace(/-\d{4}-\d\d-\d\dT[\dZ-]+$/, '');
      return JSON.parse(readFileSync(join(directory, name), 'utf8')).map((check) => ({ ...check, scenario }));
    });
}

// One line; returns whether all is as expected, and each of the scenarios was checked.
function judge(mode, revision, directory, said, scenarios = []) {
  // What the suite itself says is an extension is not required.
  const extensions = [...said.matchAll(/[✓✗] (\S+) \(extension\)/g)].map((match) => match[1]);
  const all = checks(directory).filter((check) => !extensions.includes(check.scenario));
  const failed = all.filter((check) => check.status === 'FAILURE');
  const passed = all.filter((check) => check.status === 'SUCCESS').length;
  const prefix = `${mode} ${revision} `;
  const keys = new Set(failed.map((check) => `${prefix}${check.scenario} ${check.id}`));
  const foreseen = expected.filter((line) => line.startsWith(prefix));
  const unexpected = [...keys].filter((key) => !foreseen.includes(key));
  const gone = foreseen.filter((key) => !keys.has(key));
  console.log(
    `${mode} ${revision}: ${passed} passed, ${unexpected.length} failed, ${keys.size - unexpected.length} expected failures`,
  );
  for (const key of unexpected) {
    const check = failed.find((each) => `${prefix}${each.scenario} ${each.id}` === key);
    console.log(`  failed: ${key.slice(prefix.length)}: ${check.errorMessage ?? check.description}`);
  }
  gone.forEach((key) => console.log(`  expected to fail and did not: ${key.slice(prefix.length)}`));
  if (passed === 0) {
    console.log(`  nothing was checked; the suite said:\n${said.slice(-2000)}`);
  }
  const unchecked = scenarios.filter((scenario) => !all.some((check) => check.scenario === scenario));
  unchecked.forEach((scenario) => console.log(`  nothing was checked in ${scenario}`));
  return unexpected.length === 0 && gone.length === 0 && unchecked.length === 0 && passed > 0;
}

function fresh(mode, revision) {
  const directory = join(results, `${mode}-${revision}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return directory;
}

async function server(revision) {
  const process = spawn(java[0], [...java.slice(1), 'dev.mcpjunit.conformance.ConformanceServer'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    const { value: url } = await lines.next();
    const directory = fresh('server', revision);
    const { said } = await run('server', '--url', url, '--requirements', revision, '-o', directory);
    return judge('server', revision, directory, said);
  } finally {
    process.kill('SIGKILL');
  }
}

async function client(revision) {
  const directory = fresh('client', revision);
  const command = [...java, 'dev.mcpjunit.conformance.ConformanceClient'].join(' ');
  let said = '';
  const start = async (scenario) => {
    const words = ['--command', command, '--scenario', scenario, '--spec-version', revision, '--force', '-o', directory];
    said += (await run('client', ...words)).said;
  };
  for (const scenario of clientScenarios[revision]) {
    await start(scenario);
  }
  // No login depends on time, so several run concurrently.
  const logins = loginScenarios[revision].map((name) => `auth/${name}`);
  const queue = [...logins];
  const worker = async () => {
    while (queue.length > 0) {
      await start(queue.shift());
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return judge('client', revision, directory, said, [...clientScenarios[revision], ...logins]);
}

let asExpected = true;
for (const revision of Object.keys(clientScenarios)) {
  for (const [mode, start] of Object.entries({ server, client })) {
    if (only === undefined || `${mode} ${revision}`.includes(only)) {
      asExpected = (await start(revision)) && asExpected;
    }
  }
}
process.exit(asExpected ? 0 : 1);
