// SPDX-License-Identifier: Apache-2.0
// A server of 2026-07-28 that books tables. It listens at PORT. STATE_KEY is the same for all replicas.
// STATE=memory is the mistake that the tests find: it keeps in this process what the next request may need elsewhere.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node';
import {
  acceptedContent,
  createMcpHandler,
  createRequestStateCodec,
  inputRequired,
  McpServer,
} from '@modelcontextprotocol/server';
import * as z from 'zod';

const confirmation = z.object({ confirm: z.boolean() });

/** Signed by all replicas with the same key, so that each can continue what another one began. */
const signed = createRequestStateCodec({ key: process.env.STATE_KEY });

const begun = new Map();
let searches = 0;

/** Known to one replica only. */
const inMemory = {
  mint: async (booking) => {
    const id = randomUUID();
    begun.set(id, booking);
    return id;
  },
  verify: async (id) => {
    if (!begun.has(id)) throw new Error('unknown booking');
    return begun.get(id);
  },
};

const memory = process.env.STATE === 'memory';
const states = memory ? inMemory : signed;

function build() {
  const server = new McpServer({ name: 'tables', version: '1' }, { requestState: { verify: states.verify } });

  server.registerTool(
    'find-table',
    {
      description: 'Find a free table.',
      inputSchema: z.object({ name: z.string(), guests: z.number() }),
      outputSchema: z.object({ name: z.string(), table: z.number() }),
    },
    async ({ name, guests }) => {
      searches++;
      // The tables are numbered by their seats. The mistake numbers them by the searches of this process.
      const found = { name, table: memory ? searches : guests };
      return { content: [{ type: 'text', text: JSON.stringify(found) }], structuredContent: found };
    },
  );

  server.registerTool(
    'book-table',
    { description: 'Book a table after its guest has confirmed it.', inputSchema: z.object({ table: z.number() }) },
    async ({ table }, { mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, 'guest', confirmation);
      const booking = mcpReq.requestState();
      if (!answer || !booking) {
        const question = inputRequired.elicit({ message: `Book table ${table}?`, requestedSchema: confirmation });
        return inputRequired({ inputRequests: { guest: question }, requestState: await states.mint({ table }) });
      }
      const outcome = answer.confirm ? `Table ${booking.table} is booked.` : 'Nothing is booked.';
      return { content: [{ type: 'text', text: outcome }] };
    },
  );
  return server;
}

const serve = toNodeHandler(createMcpHandler(build, { legacy: 'reject' }));
const isHostValid = localhostHostValidation();
const isOriginValid = localhostOriginValidation();
createServer((request, response) => {
  if (isHostValid(request, response) && isOriginValid(request, response)) serve(request, response);
}).listen(Number(process.env.PORT), '127.0.0.1');
