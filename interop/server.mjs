// Serves all shapes: a connection names a shape and an era in its first line and then speaks the protocol. A client starts
// relay.sh, which joins its standard input and output to such a connection: starting Node.js for each shape takes far longer.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const revisions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
const serverInfo = { name: 'interop', version: '1' };
const cacheable = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' };

const initialize = ({ protocolVersion }) => ({
  protocolVersion: revisions.includes(protocolVersion) ? protocolVersion : revisions.at(-1),
  capabilities: { tools: {} },
  serverInfo,
});

const discover = () => ({
  ...cacheable,
  supportedVersions: ['2026-07-28'],
  capabilities: { tools: {} },
  _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
});

/** One page: whoever follows its cursor finds nothing more. */
const list = (shape, params) => (params?.cursor === undefined ? shape.list : { tools: [] });

/** Only the odd tool has structured content. */
const call = ({ structured }, { name }) => ({
  content: [{ type: 'text', text: 'Oslo' }],
  ...(name === 'odd' && structured !== undefined ? { structuredContent: structured } : {}),
});

const eras = {
  legacy: (shape) => ({
    initialize,
    ping: () => ({}),
    'tools/list': (params) => list(shape, params),
    'tools/call': (params) => call(shape, params),
  }),
  modern: (shape) => ({
    'server/discover': discover,
    'tools/list': (params) => ({ ...cacheable, ...list(shape, params) }),
    'tools/call': (params) => ({ resultType: 'complete', ...call(shape, params) }),
  }),
};

async function converse(socket, shapes) {
  let methods;
  for await (const line of createInterface({ input: socket })) {
    if (methods === undefined) {
      const [id, era] = line.split(' ');
      methods = eras[era](shapes.find((shape) => shape.id === id));
      continue;
    }
    const { id, method, params } = JSON.parse(line);
    if (id !== undefined && method !== undefined) {
      const answer =
        method in methods
          ? { result: methods[method](params) }
          : { error: { code: -32601, message: `Method not found: ${method}` } };
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...answer })}\n`);
    }
  }
}

/** Starts the server on a free port of this machine, and returns it. */
export async function serve(shapes) {
  const server = createServer((socket) => {
    // A client that is done with a shape ends its relay, sometimes in the middle of a line.
    socket.on('error', () => socket.destroy());
    converse(socket, shapes).catch(() => socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
