// SPDX-License-Identifier: Apache-2.0
// A protected server of the second TypeScript SDK: bearer middleware, metadata router, and a scope for each tool.
// usage: PORT=… ISSUER=… RESOURCE=… node second.mjs
import { createMcpExpressApp, mcpAuthMetadataRouter, requireBearerAuth } from '@modelcontextprotocol/express';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  McpServer,
  OAuthError,
  OAuthErrorCode,
  requireScopes,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { oauthMetadata, resource, verifier } from './tokens.mjs';

const text = (words) => ({ content: [{ type: 'text', text: words }] });
const inputSchema = z.object({ city: z.string() });

function weather() {
  const server = new McpServer({ name: 'weather', version: '1' });
  server.registerTool('get-forecast', { inputSchema }, async ({ city }) => text(`Sunny in ${city}`));
  server.registerTool(
    'book-trip',
    { inputSchema, scopeChallenge: requireScopes('weather:read', 'weather:write') },
    async ({ city }) => text(`Booked a trip to ${city}`),
  );
  return server;
}

const app = createMcpExpressApp();
app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl: resource, scopesSupported: ['weather:read', 'weather:write'] }));
const serve = toNodeHandler(createMcpHandler(weather));
app.all(
  '/mcp',
  requireBearerAuth({
    verifier: verifier((wrong) => new OAuthError(OAuthErrorCode.InvalidToken, wrong.code ?? 'invalid')),
    requiredScopes: ['weather:read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resource),
    expectedResource: resource,
  }),
  (request, response) => serve(request, response, request.body),
);
app.listen(Number(process.env.PORT), 'localhost');
