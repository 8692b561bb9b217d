// What the Python SDK does by the models and the checks that it documents in its source; it is not run here.
// 1.29.0: mcp/types.py and ClientSession._validate_tool_result. 2.0.0: the models of revision 2025-11-25 in
// mcp_types/_v2025_11_25 and ClientSession.validate_tool_result.

const both = {
  'loses the list': [
    ...['name-missing', 'name-null', 'name-number', 'description-number', 'title-number'],
    ...['icons-object', 'icons-without-src', 'icons-sizes-text', 'annotations-list'],
    ...['execution-support-unknown', 'meta-list', 'cursor-number'],
    ...['input-missing', 'input-null', 'input-true', 'input-list', 'output-true', 'output-list'],
  ],
  // Both check a schema against its dialect's own before they check a result with it.
  'rejects results': [
    ...['output-array', 'output-string', 'output-type-null', 'output-type-unknown'],
    ...['output-properties-null', 'output-properties-list', 'output-required-null', 'output-required-true'],
    ...['output-required-text', 'output-defs-list', 'output-schema-number', 'output-member-null'],
    ...['output-member-text', 'output-member-type-unknown', 'output-member-required', 'output-member-pattern'],
    ...['output-member-ref-external', 'output-member-ref-dangling', 'output-member-ref-self'],
    ...['output-member-items-list', 'output-member-exclusive', 'output-member-enum-null'],
    ...['output-member-description-null'],
    ...['output-defs-unused-type', 'output-defs-unused-pattern', 'output-defs-unused-null'],
    ...['result-unstructured', 'result-structured-null', 'result-other-type', 'result-undeclared-member'],
  ],
};

// A schema is a model of its own there: type "object", members that are objects, and a list of texts.
const strict = {
  ...both,
  'loses the list': [
    ...both['loses the list'],
    ...['input', 'output'].flatMap((schema) =>
      [
        ...['empty', 'type-missing', 'type-null', 'type-list', 'type-unknown', 'any-of', 'string', 'properties-list'],
        ...['required-true', 'required-text', 'schema-number'],
        ...['member-true', 'member-false', 'member-null', 'member-text'],
      ].map((shape) => `${schema}-${shape}`),
    ),
    'output-array',
  ],
};

const column = (name, outcomes) => ({
  name,
  outcome: (id) => Object.keys(outcomes).find((outcome) => outcomes[outcome].includes(id)) ?? 'accepts',
});

export const documented = [column('Python SDK 1.29.0', both), column('Python SDK 2.0.0', strict)];
