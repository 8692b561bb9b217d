// SPDX-License-Identifier: Apache-2.0
// A server of the second TypeScript SDK that has something of everything.
// usage: node server.mjs stdio dual|strict
//        node server.mjs http dual|strict|sessions    (at the port in PORT; sessions: without 2026-07-28)
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import {
  localhostHostValidation,
  localhostOriginValidation,
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import {
  acceptedContent,
  completable,
  createMcpHandler,
  createRequestStateCodec,
  inputRequired,
  McpServer,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

const [transport, mode] = process.argv.slice(2);
const NOTE = 'notes://today';
// All replicas have the same key.
const states = createRequestStateCodec({ key: 'only tests use this key, so it is no secret' });
const text = (words) => ({ content: [{ type: 'text', text: words }] });

/** Where changes are reported; without one, they go to the only client. */
let everybody;

function build({ era }) {
  const server = new McpServer(
    { name: 'second-typescript-sdk', version: '1' },
    {
      capabilities: { logging: {}, tools: { listChanged: true }, resources: { subscribe: true } },
      requestState: { verify: states.verify },
    },
  );

  if (era === 'legacy') {
    // Where clients subscribe by subscriptions/listen, the SDK does this itself.
    for (const method of ['resources/subscribe', 'resources/unsubscribe']) {
      server.server.setRequestHandler(method, async () => ({}));
    }
  }

  server.registerTool(
    'add',
    { inputSchema: z.object({ a: z.number(), b: z.number() }), outputSchema: z.object({ sum: z.number() }) },
    async ({ a, b }) => ({ ...text(String(a + b)), structuredContent: { sum: a + b } }),
  );

  server.registerTool('count', { inputSchema: z.object({ to: z.number() }) }, async ({ to }, { mcpReq }) => {
    const { progressToken } = mcpReq._meta ?? {};
    for (let progress = 1; progressToken !== undefined && progress <= to; progress++) {
      await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: to } });
    }
    return text('counted');
  });

  server.registerTool('confirm', { inputSchema: z.object({}) }, async (_, { mcpReq }) => {
    const requestedSchema = z.object({ confirm: z.boolean() });
    const answer = acceptedContent(mcpReq.inputResponses, 'user', requestedSchema);
    return answer
      ? text(`confirmed: ${answer.confirm}`)
      : inputRequired({ inputRequests: { user: inputRequired.elicit({ message: 'Go on?', requestedSchema }) } });
  });

  server.registerTool('confirm-by-state', { inputSchema: z.object({}) }, async (_, { mcpReq }) => {
    const requestedSchema = z.object({ confirm: z.boolean() });
    const answer = acceptedContent(mcpReq.inputResponses, 'user', requestedSchema);
    return answer && mcpReq.requestState()
      ? text(`confirmed ${mcpReq.requestState().what}: ${answer.confirm}`)
      : inputRequired({
          inputRequests: { user: inputRequired.elicit({ message: 'Go on?', requestedSchema }) },
          requestState: await states.mint({ what: 'the trip' }),
        });
  });

  server.registerTool('ask-model', { inputSchema: z.object({}) }, async (_, { mcpReq }) => {
    const messages = [{ role: 'user', content: { type: 'text', text: 'Say something.' } }];
    return mcpReq.inputResponses?.model
      ? text(`the model said ${JSON.stringify(mcpReq.inputResponses.model)}`)
      : inputRequired({ inputRequests: { model: inputRequired.createMessage({ messages, maxTokens: 10 }) } });
  });

  server.registerTool('see-roots', { inputSchema: z.object({}) }, async (_, { mcpReq }) =>
    mcpReq.inputResponses?.roots
      ? text(`roots are ${JSON.stringify(mcpReq.inputResponses.roots)}`)
      : inputRequired({ inputRequests: { roots: inputRequired.listRoots() } }),
  );

  server.registerTool('log', { inputSchema: z.object({}) }, async (_, { mcpReq }) => {
    await mcpReq.log('warning', 'something is worth a line');
    return text('logged');
  });

  server.registerTool('change-tools', { inputSchema: z.object({}) }, async () => {
    if (everybody) everybody.toolsChanged();
    else server.sendToolListChanged();
    return text('changed');
  });

  server.registerTool('change-note', { inputSchema: z.object({}) }, async () => {
    if (everybody) everybody.resourceUpdated(NOTE);
    else await server.server.sendResourceUpdated({ uri: NOTE });
    return text('changed');
  });

  server.registerResource('note', NOTE, { mimeType: 'text/plain' }, async (uri) => ({
    contents: [{ uri: uri.href, text: 'nothing yet' }],
  }));

  server.registerPrompt(
    'greet',
    { argsSchema: z.object({ name: completable(z.string(), (start) => ['Ada', 'Alan'].filter((n) => n.startsWith(start))) }) },
    ({ name }) => ({ messages: [{ role: 'user', content: { type: 'text', text: `Greet ${name}.` } }] }),
  );
  return server;
}

/** As before 2026-07-28: each session has a server of its own. */
function withSessions() {
  const sessions = new Map();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    if (id && !sessions.has(id)) return response.writeHead(404).end();
    let session = sessions.get(id);
    if (!session) {
      session = new NodeStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (created) => sessions.set(created, session),
        onsessionclosed: (closed) => sessions.delete(closed),
      });
      await build({ era: 'legacy' }).connect(session);
    }
    return session.handleRequest(request, response);
  };
}

function withoutSessions() {
  const handler = createMcpHandler(build, { legacy: mode === 'strict' ? 'reject' : 'stateless' });
  everybody = handler.notify;
  return toNodeHandler(handler);
}

if (transport === 'stdio') {
  serveStdio(build, { legacy: mode === 'strict' ? 'reject' : 'serve' });
} else {
  const serve = mode === 'sessions' ? withSessions() : withoutSessions();
  const isHostValid = localhostHostValidation();
  const isOriginValid = localhostOriginValidation();
  createServer((request, response) => {
    if (isHostValid(request, response) && isOriginValid(request, response)) serve(request, response);
  }).listen(Number(process.env.PORT), '127.0.0.1');
}
