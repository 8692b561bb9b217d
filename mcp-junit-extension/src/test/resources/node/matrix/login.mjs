// SPDX-License-Identifier: Apache-2.0
// Clients of the TypeScript SDK with its OAuthClientProvider, driven by lines:
//   in:  <number> connect <client> <address> | call <client> <tool> | close <client>
//   out: <number> ok|error <text>, in any order
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';

const clients = new Map();

// tag::provider[]
/** Keeps what it is given by issuer, and has a user who allows everything. */
class Login {
  redirectUrl = 'http://127.0.0.1:9/callback';
  clientMetadata = {
    client_name: 'client-under-test',
    redirect_uris: [this.redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  };
  registrations = new Map();
  tokensOf = new Map();

  state() {
    this.sent = randomUUID();
    return this.sent;
  }

  clientInformation(context) {
    return this.registrations.get(context?.issuer);
  }

  saveClientInformation(information, context) {
    this.registrations.set(context?.issuer, information);
  }

  tokens(context) {
    return context ? this.tokensOf.get(context.issuer) : this.latest;
  }

  saveTokens(tokens, context) {
    this.tokensOf.set(context?.issuer, tokens);
    this.latest = tokens;
    this.discovered = undefined;
  }

  saveCodeVerifier(verifier) {
    this.verifier = verifier;
  }

  codeVerifier() {
    return this.verifier;
  }

  // Kept until the redirect is answered, and not longer: a server may change its authorization server.
  saveDiscoveryState(state) {
    this.discovered = state;
  }

  discoveryState() {
    return this.discovered;
  }

  invalidateCredentials(scope) {
    if (scope === 'all' || scope === 'client') this.registrations.clear();
    if (scope === 'all' || scope === 'tokens') {
      this.tokensOf.clear();
      this.latest = undefined;
    }
    if (scope === 'all' || scope === 'discovery') this.discovered = undefined;
  }

  /** The user's browser: what the authorization server redirects it to is the answer. */
  async redirectToAuthorization(address) {
    const response = await fetch(address, { redirect: 'manual' });
    this.answer = new URL(response.headers.get('location')).searchParams;
  }

  async finish(transport) {
    const answer = this.answer;
    this.answer = undefined;
    if (answer.get('state') !== this.sent) {
      throw new Error('Unauthorized: the authorization answer has another state');
    }
    await transport.finishAuth(answer);
  }
}
// end::provider[]

class LoggedInClient {
  login = new Login();

  /** Do something, and once more after a login. */
  async loggedIn(work) {
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof UnauthorizedError) || !this.login.answer) throw failure;
      await this.login.finish(this.transport);
      return work();
    }
  }

  connect(address) {
    return this.loggedIn(async () => {
      this.client = new Client({ name: 'client-under-test', version: '1.0.0' });
      this.transport = new StreamableHTTPClientTransport(new URL(address), { authProvider: this.login });
      await this.client.connect(this.transport);
      return '';
    });
  }

  async call(tool) {
    const result = await this.loggedIn(() => this.client.callTool({ name: tool, arguments: { city: 'Oslo' } }));
    return JSON.stringify(result.content);
  }

  async close() {
    await this.client?.close();
    return '';
  }
}

async function answer(number, command, name, argument) {
  try {
    if (command === 'connect') clients.set(name, new LoggedInClient());
    console.log(`${number} ok ${await clients.get(name)[command](argument)}`);
  } catch (failure) {
    const words = `${failure.name}: ${failure.message}`.split('\n')[0];
    console.log(`${number} error ${words}`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  answer(...line.split(' '));
}
