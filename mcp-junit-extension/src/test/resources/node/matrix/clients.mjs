// SPDX-License-Identifier: Apache-2.0
// Clients of the TypeScript SDK, driven by lines of JSON: node clients.mjs v1|v2
//   in:  {"id", "do": "connect" | "call" | "list" | "heard" | "close", "client", …}
//   out: {"id", "result"} or {"id", "error": {"name", "code", "status", "message"}}
import { createInterface } from 'node:readline';

const load = {
  async v1() {
    const sdk = '@modelcontextprotocol/sdk';
    const { Client } = await import(`${sdk}/client/index.js`);
    const { StreamableHTTPClientTransport } = await import(`${sdk}/client/streamableHttp.js`);
    const { StdioClientTransport } = await import(`${sdk}/client/stdio.js`);
    const call = (client, params, options) => client.callTool(params, undefined, options);
    return { Client, StreamableHTTPClientTransport, StdioClientTransport, call };
  },
  async v2() {
    const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
    const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
    const call = (client, params, options) => client.callTool(params, options);
    return { Client, StreamableHTTPClientTransport, StdioClientTransport, call };
  },
};

const sdk = await load[process.argv[2]]();
const clients = new Map();

const deeds = {
  async connect({ client: name, url, command, environment, timeout }) {
    const known = { heard: [], complaints: 0, errorBytes: 0, errorsEnded: false };
    const transport = url
      ? new sdk.StreamableHTTPClientTransport(new URL(url))
      : new sdk.StdioClientTransport({
          command: command[0],
          args: command.slice(1),
          env: environment,
          stderr: 'pipe',
        });
    const client = new sdk.Client({ name: 'matrix', version: '1' }, { capabilities: {} });
    client.fallbackNotificationHandler = async (notification) => {
      known.heard.push(notification.method);
    };
    client.onerror = () => known.complaints++;
    transport.stderr?.on('data', (bytes) => (known.errorBytes += bytes.length));
    transport.stderr?.on('end', () => (known.errorsEnded = true));
    clients.set(name, { client, known });
    await client.connect(transport, { timeout });
    return {};
  },

  async call({ client: name, tool, arguments: values, progress, timeout }) {
    const { client, known } = clients.get(name);
    const onprogress = progress ? (report) => known.heard.push(`progress ${report.progress}`) : undefined;
    return sdk.call(client, { name: tool, arguments: values }, { timeout, onprogress });
  },

  async list({ client: name, timeout }) {
    const { client } = clients.get(name);
    return client.listTools(undefined, { timeout });
  },

  async heard({ client: name }) {
    return clients.get(name).known;
  },

  async close({ client: name }) {
    await clients.get(name)?.client.close();
    return {};
  },
};

function print(error) {
  const { code, message } = error;
  const status = error.status ?? error.data?.status;
  return { name: error.constructor.name, message: String(message), code: code ?? null, status: status ?? null };
}

process.on('unhandledRejection', (reason) => console.error('unhandled', reason));

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: deed, ...rest } = JSON.parse(line);
  deeds[deed](rest).then(
    (result) => console.log(JSON.stringify({ id, result })),
    (error) => console.log(JSON.stringify({ id, error: print(error) })),
  );
}
process.exit(0);
