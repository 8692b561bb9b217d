// Writes docs/interop.md.
import { documented } from './python.mjs';

const cells = {
  accepts: '✓',
  'drops the tool': 'drops tool',
  'loses the list': '**loses list**',
  'rejects results': 'rejects results',
  'cannot connect': '**no connection**',
};

const head = `# Interoperability: what clients do with unusual tools

This page is for authors of servers who generate or write tool definitions.

A server may list a tool in a shape that the protocol does not allow, or that a client does not expect.
Some clients then lose the whole list, others reject the results of that tool.
The tables show which: \`interop/run\` runs each client against a server that lists a plain tool and one tool of the shape, over
stdio, then calls both. CI measures again and fails when this page differs.

| cell | meaning |
|---|---|
| ✓ | lists the tool and calls it |
| drops tool | lists the other tool only (no client does so at present) |
| **loses list** | the list fails, with all tools of the server |
| **no connection** | the client lists tools when it connects, and the connection fails |
| rejects results | lists the tool, but every call of it fails |

The drift level \`INTEROP\` is for shapes that a client here does not accept.
`;

const notes = `"Validating" is the Java SDK with \`enableCallToolSchemaCaching(true)\`.
The last column of the TypeScript SDK speaks revision 2026-07-28; all other clients speak the newest earlier revision they know.
LangChain4j and Spring AI are used as an application uses them: tool specifications and tool callbacks are made from the list.
The Python SDK was not run: its columns are derived from its documented models, for version 2.0.0 from the models of revision
2025-11-25.
`;

function table(rows, columns) {
  const header = ['shape', ...columns.map(({ name }) => name)];
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

/** The whole page: a table per group with what some client does not accept, then what all accept. */
export function page(shapes, clients, results) {
  const columns = [
    ...clients.map(({ name }) => ({ name, outcome: (id) => results.get(name).get(id).outcome })),
    ...documented.map(({ name, outcome }) => ({ name: `${name} (documented)`, outcome })),
  ];
  const accepted = ({ id }) => columns.every(({ outcome }) => outcome(id) === 'accepts');
  const groups = [...new Set(shapes.map(({ group }) => group))];
  const tables = groups.map((group) => {
    const rows = shapes
      .filter((shape) => shape.group === group && !accepted(shape))
      .map(({ id, title }) => [title, ...columns.map(({ outcome }) => cells[outcome(id)])]);
    return rows.length === 0 ? '' : `\n## ${group}\n\n${table(rows, columns)}`;
  });
  const fine = groups
    .map((group) => [group, shapes.filter((shape) => shape.group === group && accepted(shape)).map(({ title }) => title)])
    .filter(([, titles]) => titles.length > 0)
    .map(([group, titles]) => `- ${group}: ${titles.join('; ')}\n`);
  return `${head}\n${notes}${tables.join('')}\n## Accepted by every client\n\n${fine.join('')}`;
}
