// SPDX-License-Identifier: Apache-2.0
// A server of the second TypeScript SDK that has something of everything.
// usage: node server.mjs stdio|http dual|strict    (HTTP: at the port in PORT)
import { createServer } from 'node:http';
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node';
import { acceptedContent, completable, createMcpHandler, inputRequired, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

const [transport, mode] = process.argv.slice(2);
const NOTE = 'notes://today';
const text = (words) => ({ content: [{ type: 'text', text: words }] });

/** Where changes are reported; without one, they go to the only client. */
let everybody;

function build({ era }) {
  const server = new McpServer(
    { name: 'second-typescript-sdk', version: '1' },
    { capabilities: { logging: {}, tools: { listChanged: true }, resources: { subscribe: true } } },
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

if (transport === 'stdio') {
  serveStdio(build, { legacy: mode === 'strict' ? 'reject' : 'serve' });
} else {
  const handler = createMcpHandler(build, { legacy: mode === 'strict' ? 'reject' : 'stateless' });
  everybody = handler.notify;
  const serve = toNodeHandler(handler);
  const isHostValid = localhostHostValidation();
  const isOriginValid = localhostOriginValidation();
  createServer((request, response) => {
    if (isHostValid(request, response) && isOriginValid(request, response)) serve(request, response);
  }).listen(Number(process.env.PORT), '127.0.0.1');
}
