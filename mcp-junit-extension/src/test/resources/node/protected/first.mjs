// SPDX-License-Identifier: Apache-2.0
// A protected server of the first TypeScript SDK: bearer middleware, metadata router, and a transport for each session.
// usage: PORT=… ISSUER=… RESOURCE=… node first.mjs
import { randomUUID } from 'node:crypto';
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { getOAuthProtectedResourceMetadataUrl, mcpAuthMetadataRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { oauthMetadata, resource, verifier } from './tokens.mjs';

const text = (words) => ({ content: [{ type: 'text', text: words }] });

function weather() {
  const server = new McpServer({ name: 'weather', version: '1' });
  server.registerTool('get-forecast', { inputSchema: { city: z.string() } }, async ({ city }) => text(`Sunny in ${city}`));
  server.registerTool('book-trip', { inputSchema: { city: z.string() } }, async ({ city }, { authInfo }) =>
    authInfo.scopes.includes('weather:write')
      ? text(`Booked a trip to ${city}`)
      : { isError: true, ...text('The scope weather:write is missing') },
  );
  return server;
}

const transports = new Map();

async function serve(request, response) {
  let transport = transports.get(request.headers['mcp-session-id']);
  if (!transport && request.method === 'POST' && isInitializeRequest(request.body)) {
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => transports.set(id, transport),
      onsessionclosed: (id) => transports.delete(id),
    });
    await weather().connect(transport);
  }
  if (!transport) {
    response.status(404).json({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
    return;
  }
  await transport.handleRequest(request, response, request.body);
}

const app = createMcpExpressApp();
app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl: resource, scopesSupported: ['weather:read', 'weather:write'] }));
app.all(
  '/mcp',
  requireBearerAuth({
    verifier: verifier((wrong) => new InvalidTokenError(wrong.code ?? 'invalid')),
    requiredScopes: ['weather:read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resource),
    expectedResource: resource,
  }),
  serve,
);
app.listen(Number(process.env.PORT), 'localhost');
