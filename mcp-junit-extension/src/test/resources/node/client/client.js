// SPDX-License-Identifier: Apache-2.0
// The TypeScript SDK's client, driven line by line: "<number> <command>" in, "<number> ok|error <text>" out.
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const endpoint = JSON.parse(process.env.MCP_ENDPOINT);
const timeout = Number(process.argv[2]);
const arguments_ = { city: "Oslo" };
const client = new Client({ name: "client-under-test", version: "1.0.0" });

function transport() {
  if (endpoint.url) {
    return new StreamableHTTPClientTransport(new URL(endpoint.url), { requestInit: { headers: endpoint.headers } });
  }
  const [command, ...args] = endpoint.command;
  return new StdioClientTransport({ command, args, env: { ...process.env, ...endpoint.env }, cwd: endpoint.cwd });
}

// tag::commands[]
async function run(command, tool) {
  switch (command) {
    case "connect":
      await client.connect(transport(), { timeout });
      return "";
    case "call": {
      const options = { timeout, onprogress: () => {} };
      const result = await client.callTool({ name: tool, arguments: arguments_ }, undefined, options);
      return JSON.stringify(result.content);
    }
    case "close":
      await client.close();
      process.exit(0);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [number, command, tool] = line.split(" ");
  try {
    console.log(`${number} ok ${await run(command, tool)}`);
  } catch (failure) {
    console.log(`${number} error ${String(failure.message).split("\n")[0]}`);
  }
}
// end::commands[]
