// Lists and calls the tools of each shape with one client, and prints what happened as lines of tab-separated fields.
import { readFileSync } from 'node:fs';

const words = (error) => `${error.constructor.name}: ${error.message}`.replace(/\s+/g, ' ');
const print = (...fields) => process.stdout.write(`${fields.join('\t')}\n`);

async function attempt(id, command, connect) {
  let client;
  try {
    client = await connect(command);
    let tools;
    try {
      tools = (await client.listTools()).tools.map((tool) => String(tool.name));
    } catch (error) {
      print(id, 'list-failed', words(error));
      return;
    }
    print(id, 'listed', tools.join(','));
    for (const name of tools) {
      try {
        const result = await client.callTool({ name, arguments: { city: 'Oslo' } });
        if (result.isError) {
          throw new Error(JSON.stringify(result.content));
        }
        print(id, 'called', name);
      } catch (error) {
        print(id, 'call-failed', name, words(error));
      }
    }
  } catch (error) {
    print(id, 'connection-failed', words(error));
  } finally {
    await client?.close();
    print(id, 'done');
  }
}

/** Reads lines of "id, command…" from a file. */
export async function run(file, connect) {
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [id, ...command] = line.split('\t');
    await attempt(id, command, connect);
  }
  process.exit(0);
}
