// The shapes that are tried: each is a catalog of a plain tool, `healthy`, and one that has the shape, `odd`.

const member = { type: 'string' };
const plain = { type: 'object', properties: { city: member } };
const draft = (name) => `http://json-schema.org/draft-${name}/schema#`;
const external = 'https://schemas.invalid/weather.json';
const recursive = {
  type: 'object',
  properties: { city: member, next: { $ref: '#/$defs/node' } },
  $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
};

const tool = (members) => ({ name: 'odd', description: 'Odd', inputSchema: plain, ...members });
const without = (name) => tool({ [name]: undefined });
const input = (inputSchema) => tool({ inputSchema });
const inputMember = (schema) => input({ type: 'object', properties: { city: schema } });
const output = (outputSchema) => tool({ outputSchema });
const outputMember = (schema) => output({ type: 'object', properties: { city: schema } });

// Shapes of either schema of a tool, as [id, what is written, schema].
const schemas = [
  ['empty', '`{}`', {}],
  ['true', '`true`', true],
  ['list', '`[]`', []],
  ['type-missing', 'no `type`', { properties: { city: member } }],
  ['type-null', '`"type": null`', { ...plain, type: null }],
  ['type-list', '`"type": ["object", "null"]`', { ...plain, type: ['object', 'null'] }],
  ['type-unknown', '`"type": "map"`', { ...plain, type: 'map' }],
  ['any-of', '`anyOf` of two objects, no `type`', { anyOf: [plain, { type: 'object' }] }],
  ['properties-null', '`"properties": null`', { type: 'object', properties: null }],
  ['properties-list', '`"properties": []`', { type: 'object', properties: [] }],
  ['required-null', '`"required": null`', { ...plain, required: null }],
  ['required-true', '`"required": true`', { ...plain, required: true }],
  ['required-text', '`"required": "city"`', { ...plain, required: 'city' }],
  ['defs-list', '`"$defs": []`', { ...plain, $defs: [] }],
  ['defs-unused-type', 'unused definition with `"type": "date"`', { ...plain, $defs: { Old: { type: 'date' } } }],
  ['defs-unused-ref', 'unused definition with a dangling `$ref`', { ...plain, $defs: { Old: { $ref: '#/$defs/missing' } } }],
  ['defs-unused-pattern', 'unused definition with a broken `pattern`', { ...plain, $defs: { Old: { pattern: '(' } } }],
  ['defs-unused-null', 'unused definition `null`', { ...plain, $defs: { Old: null } }],
  ['draft-04', '`$schema` draft-04', { $schema: draft('04'), ...plain }],
  ['draft-06', '`$schema` draft-06', { $schema: draft('06'), ...plain }],
  ['draft-07', '`$schema` draft-07', { $schema: draft('07'), ...plain }],
  ['2019-09', '`$schema` 2019-09', { $schema: 'https://json-schema.org/draft/2019-09/schema', ...plain }],
  ['2020-12', '`$schema` 2020-12', { $schema: 'https://json-schema.org/draft/2020-12/schema', ...plain }],
  ['schema-unknown', '`$schema` of an unknown dialect', { $schema: 'https://example.com/dialect', ...plain }],
  ['schema-number', '`"$schema": 7`', { $schema: 7, ...plain }],
  ['recursive', '`$ref` to a recursive `$defs`', recursive],
];

// Shapes of one member of a schema's `properties`.
const members = [
  ['member-true', 'member `true`', true],
  ['member-false', 'member `false`', undefined],
  ['member-null', 'member `null`', null],
  ['member-text', 'member `"string"`', 'string'],
  ['member-empty', 'member `{}`', {}],
  ['member-type-list', 'member of two types', { type: ['string', 'null'] }],
  ['member-type-unknown', 'member `"type": "date"`', { type: 'date' }],
  ['member-required', 'member `"required": true`', { type: 'string', required: true }],
  ['member-nullable', 'member `"nullable": true`', { type: 'string', nullable: true }],
  ['member-pattern', 'member with a broken `pattern`', { type: 'string', pattern: '(' }],
  ['member-format', 'member of an unknown `format`', { type: 'string', format: 'town' }],
  ['member-ref-external', 'member with an external `$ref`', { $ref: external }],
  ['member-ref-dangling', 'member with a dangling `$ref`', { $ref: '#/$defs/missing' }],
  ['member-ref-self', 'member that refers to itself', { $ref: '#/properties/city' }],
  ['member-items-list', 'member with `"items": [ … ]`', { type: ['string', 'array'], items: [{ type: 'string' }] }],
  ['member-exclusive', 'member with `"exclusiveMinimum": true`', { type: ['string', 'number'], exclusiveMinimum: true, minimum: 0 }],
  ['member-enum-null', 'member with `"enum": null`', { type: 'string', enum: null }],
  ['member-enum-mixed', 'member with `enum` of text and number', { enum: ['Oslo', 1] }],
  ['member-description-null', 'member with `"description": null`', { type: 'string', description: null }],
  ['member-one-of', 'member with `oneOf`', { oneOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['member-const', 'member with `const`', { const: 'Oslo' }],
];

// A `false` member can never be sent, so it is another than the one that is called with.
const schemaOfMember = (schema) =>
  schema === undefined
    ? { type: 'object', properties: { city: member, country: false } }
    : { type: 'object', properties: { city: schema } };

const ofSchemas = (prefix, name, make) => [
  ...schemas.map(([id, title, schema]) => ({ id: `${prefix}-${id}`, group: name, title, tool: make(schema) })),
  ...members.map(([id, title, schema]) => ({
    id: `${prefix}-${id}`,
    group: name,
    title,
    tool: make(schemaOfMember(schema)),
  })),
];

const ofTool = (id, title, members) => ({ id, group: 'Members of a tool', title, tool: tool(members) });

const shapes = [
  { id: 'plain', group: 'Members of a tool', title: 'plain tool', tool: tool({}) },
  { id: 'name-missing', group: 'Members of a tool', title: 'no `name`', tool: without('name') },
  ofTool('name-null', '`"name": null`', { name: null }),
  ofTool('name-number', '`"name": 7`', { name: 7 }),
  ofTool('name-empty', '`"name": ""`', { name: '' }),
  ofTool('name-space', '`"name": "odd tool"`', { name: 'odd tool' }),
  ofTool('name-long', '`name` of 129 characters', { name: 'o'.repeat(129) }),
  ofTool('name-twice', 'a `name` that another tool has', { name: 'healthy' }),
  { id: 'description-missing', group: 'Members of a tool', title: 'no `description`', tool: without('description') },
  ofTool('description-null', '`"description": null`', { description: null }),
  ofTool('description-number', '`"description": 7`', { description: 7 }),
  ofTool('title-null', '`"title": null`', { title: null }),
  ofTool('title-number', '`"title": 7`', { title: 7 }),
  ofTool('icons-null', '`"icons": null`', { icons: null }),
  ofTool('icons-object', '`"icons": {}`', { icons: {} }),
  ofTool('icons-without-src', 'icon without `src`', { icons: [{ mimeType: 'image/png' }] }),
  ofTool('icons-sizes-text', 'icon with `"sizes": "48x48"`', { icons: [{ src: 'https://example.com/i.png', sizes: '48x48' }] }),
  ofTool('icons-sizes-list', 'icon with `"sizes": ["48x48"]`', { icons: [{ src: 'https://example.com/i.png', sizes: ['48x48'] }] }),
  ofTool('annotations-null', '`"annotations": null`', { annotations: null }),
  ofTool('annotations-list', '`"annotations": []`', { annotations: [] }),
  ofTool('annotations-title-null', '`title` of annotations `null`', { annotations: { title: null } }),
  ofTool('hint-null', 'hint `null`', { annotations: { readOnlyHint: null } }),
  ofTool('hint-text', 'hint `"true"`', { annotations: { readOnlyHint: 'true' } }),
  ofTool('hint-number', 'hint `1`', { annotations: { readOnlyHint: 1 } }),
  ofTool('execution-null', '`"execution": null`', { execution: null }),
  ofTool('execution-support-null', '`taskSupport` `null`', { execution: { taskSupport: null } }),
  ofTool('execution-support-unknown', '`taskSupport` of an unknown value', { execution: { taskSupport: 'sometimes' } }),
  ofTool('meta-null', '`"_meta": null`', { _meta: null }),
  ofTool('meta-list', '`"_meta": []`', { _meta: [] }),
  ofTool('member-unknown', 'an unknown member', { tags: ['weather'] }),
  { id: 'input-missing', group: '`inputSchema`', title: 'no `inputSchema`', tool: without('inputSchema') },
  { id: 'input-null', group: '`inputSchema`', title: '`null`', tool: input(null) },
  { id: 'input-string', group: '`inputSchema`', title: '`"type": "string"`', tool: input({ type: 'string' }) },
  ...ofSchemas('input', '`inputSchema`', input),
  {
    id: 'input-header-twice',
    group: '`inputSchema`',
    title: 'one `x-mcp-header` at two members',
    tool: input({
      type: 'object',
      properties: {
        city: { type: 'string', 'x-mcp-header': 'City' },
        town: { type: 'string', 'x-mcp-header': 'City' },
      },
    }),
  },
  {
    id: 'input-header-space',
    group: '`inputSchema`',
    title: '`x-mcp-header` with a space',
    tool: inputMember({ type: 'string', 'x-mcp-header': 'The City' }),
  },
  { id: 'output-null', group: '`outputSchema`', title: '`null`', tool: output(null) },
  {
    id: 'output-array',
    group: '`outputSchema`',
    title: '`"type": "array"`',
    tool: output({ type: 'array', items: { type: 'string' } }),
    structured: ['Oslo'],
  },
  {
    id: 'output-string',
    group: '`outputSchema`',
    title: '`"type": "string"`',
    tool: output({ type: 'string' }),
    structured: 'Oslo',
  },
  ...ofSchemas('output', '`outputSchema`', output),
  { id: 'cursor-null', group: 'The list', title: '`"nextCursor": null`', tool: tool({}), members: { nextCursor: null } },
  { id: 'cursor-number', group: 'The list', title: '`"nextCursor": 7`', tool: tool({}), members: { nextCursor: 7 } },
  { id: 'list-meta-null', group: 'The list', title: '`"_meta": null`', tool: tool({}), members: { _meta: null } },
  {
    id: 'result-unstructured',
    group: 'Results of a tool with an `outputSchema`',
    title: 'no `structuredContent`',
    tool: output(plain),
    structured: undefined,
  },
  {
    id: 'result-structured-null',
    group: 'Results of a tool with an `outputSchema`',
    title: '`"structuredContent": null`',
    tool: output(plain),
    structured: null,
  },
  {
    id: 'result-other-type',
    group: 'Results of a tool with an `outputSchema`',
    title: '`structuredContent` that does not match',
    tool: output(plain),
    structured: { city: 7 },
  },
  {
    id: 'result-undeclared-member',
    group: 'Results of a tool with an `outputSchema`',
    title: '`structuredContent` with an undeclared member, which the schema forbids',
    tool: output({ ...plain, additionalProperties: false }),
    structured: { city: 'Oslo', country: 'Norway' },
  },
];

/** Each shape as { id, group, title, list, structured }. */
export const all = shapes.map((shape) => {
  const promised = shape.tool.outputSchema !== undefined;
  return {
    id: shape.id,
    group: shape.group,
    title: shape.title,
    list: { tools: [{ name: 'healthy', description: 'Healthy', inputSchema: plain }, shape.tool], ...shape.members },
    structured: 'structured' in shape ? shape.structured : promised ? { city: 'Oslo' } : undefined,
  };
});
