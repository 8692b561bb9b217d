// SPDX-License-Identifier: Apache-2.0
// A client in another language, on the SDK of that language, with a circuit breaker of its own. Reads commands from
// standard input:
//   reset            forget everything, begin with a closed breaker
//   advance MILLIS   move the breaker's clock on
//   call ID          call the tool; answers "ID ok" or "ID failed: REASON"
// usage: node breaker.js URL [thundering-herd]
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

type State = 'closed' | 'open' | 'due' | 'half-open';
type Clock = () => number;

const THRESHOLD = 3;
const OPEN_MILLIS = 60_000;

class Breaker {
  #state: State = 'closed';
  #failures = 0;
  #openedAt = 0;

  constructor(
    private readonly now: Clock,
    private readonly probesTogether: boolean,
  ) {}

  async call<T>(tool: () => Promise<T>): Promise<T> {
    if (this.#state === 'open' && this.now() - this.#openedAt > OPEN_MILLIS) this.#state = 'due';
    if (this.#state === 'open' || (this.#state === 'half-open' && !this.probesTogether)) throw new Error('circuit open');
    if (this.#state === 'due') this.#state = 'half-open';
    const closed = this.#state === 'closed';
    try {
      const result = await tool();
      if (!closed || this.#isClosed()) this.#close();
      return result;
    } catch (failure) {
      if (!closed || ++this.#failures >= THRESHOLD) this.#open();
      throw failure;
    }
  }

  /** Asked anew, for the state may have changed while the tool was called. */
  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #close(): void {
    this.#state = 'closed';
    this.#failures = 0;
  }

  #open(): void {
    this.#state = 'open';
    this.#openedAt = this.now();
  }
}

const [url, flaw] = process.argv.slice(2);
if (url === undefined) throw new Error('usage: node breaker.js URL [thundering-herd]');

const client = new Client({ name: 'breaker.ts', version: '1' });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
let clock = 0;
const newBreaker = () => new Breaker(() => clock, flaw === 'thundering-herd');
let breaker = newBreaker();

async function call(id: string): Promise<void> {
  try {
    await breaker.call(() => client.callTool({ name: 'get-forecast', arguments: { city: 'Oslo' } }));
    console.log(`${id} ok`);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    console.log(`${id} failed: ${reason.replaceAll('\n', ' ')}`);
  }
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, argument = ''] = line.split(' ');
  if (command === 'reset') breaker = newBreaker();
  else if (command === 'advance') clock += Number(argument);
  else void call(argument);
}
process.exit(0);
