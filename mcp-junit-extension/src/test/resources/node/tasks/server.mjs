// SPDX-License-Identifier: Apache-2.0
// A server of the first TypeScript SDK with its own classes for tasks, on standard input and output.
import { InMemoryTaskMessageQueue, InMemoryTaskStore } from '@modelcontextprotocol/sdk/experimental/tasks/stores/in-memory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';

const tasks = { list: {}, cancel: {}, requests: { tools: { call: {} } } };
const server = new McpServer(
  { name: 'first-typescript-sdk', version: '1' },
  {
    capabilities: { tasks },
    taskStore: new InMemoryTaskStore(),
    taskMessageQueue: new InMemoryTaskMessageQueue(),
  },
);

for (const taskSupport of ['optional', 'required']) {
  server.experimental.tasks.registerToolTask(
    `report-${taskSupport}`,
    {
      inputSchema: { topic: z.string(), millis: z.number().default(300) },
      execution: { taskSupport },
    },
    {
      async createTask({ topic, millis }, { taskStore, taskRequestedTtl }) {
        const task = await taskStore.createTask({ ttl: taskRequestedTtl ?? 60_000, pollInterval: 50 });
        setTimeout(() => {
          const content = [{ type: 'text', text: `Report about ${topic}` }];
          // A task that was canceled takes no result.
          taskStore.storeTaskResult(task.taskId, 'completed', { content }).catch(() => {});
        }, millis);
        return { task };
      },
      getTask: (_, { taskId, taskStore }) => taskStore.getTask(taskId),
      getTaskResult: (_, { taskId, taskStore }) => taskStore.getTaskResult(taskId),
    },
  );
}

await server.connect(new StdioServerTransport());
