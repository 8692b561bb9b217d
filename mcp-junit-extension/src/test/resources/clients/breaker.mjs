// SPDX-License-Identifier: Apache-2.0
// A client in another language, with a circuit breaker of its own. Reads commands from standard input:
//   reset            forget everything, begin with a closed breaker
//   advance MILLIS   move the breaker's clock on
//   call ID          call the tool; answers "ID ok" or "ID failed: REASON"
// usage: node breaker.mjs URL [herd]
import { createInterface } from 'node:readline';

const [url, flaw] = process.argv.slice(2);

class Session {
  #id = 0;
  #headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

  async open() {
    await this.request('initialize', {
      protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'breaker.mjs', version: '1' },
    });
    await this.#post({ jsonrpc: '2.0', method: 'notifications/initialized' });
  }

  async request(method, params) {
    const response = await this.#post({ jsonrpc: '2.0', id: ++this.#id, method, params });
    const text = await response.text();
    const answer = response.headers.get('content-type')?.startsWith('text/event-stream')
      ? text.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5)).at(-1)
      : text;
    const { result, error } = JSON.parse(answer);
    if (error) throw new Error(`error ${error.code}`);
    return result;
  }

  async #post(message) {
    const response = await fetch(url, { method: 'POST', headers: this.#headers, body: JSON.stringify(message) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const session = response.headers.get('mcp-session-id');
    if (session) this.#headers['mcp-session-id'] = session;
    return response;
  }
}

class Breaker {
  #state = 'closed';
  #failures = 0;
  #openedAt = 0;

  async call(tool, now) {
    if (this.#state === 'open' && now() - this.#openedAt > 60_000) this.#state = 'due';
    if (this.#state === 'open' || (this.#state === 'half-open' && flaw !== 'herd')) throw new Error('circuit open');
    if (this.#state === 'due') this.#state = 'half-open';
    const closed = this.#state === 'closed';
    try {
      const result = await tool();
      if (!closed || this.#state === 'closed') this.#close();
      return result;
    } catch (failure) {
      if (!closed || ++this.#failures >= 3) this.#open(now());
      throw failure;
    }
  }

  #close() {
    this.#state = 'closed';
    this.#failures = 0;
  }

  #open(now) {
    this.#state = 'open';
    this.#openedAt = now;
  }
}

const session = new Session();
await session.open();
let breaker = new Breaker();
let clock = 0;

async function call(id) {
  try {
    await breaker.call(() => session.request('tools/call', { name: 'get-forecast', arguments: { city: 'Oslo' } }),
      () => clock);
    console.log(`${id} ok`);
  } catch (failure) {
    console.log(`${id} failed: ${failure.message}`);
  }
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, argument] = line.split(' ');
  if (command === 'reset') breaker = new Breaker();
  else if (command === 'advance') clock += Number(argument);
  else call(argument);
}
