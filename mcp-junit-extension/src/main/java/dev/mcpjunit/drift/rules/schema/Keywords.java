/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import java.util.Set;

/** The keywords that some rule looks after, or that carry other schemas. */
final class Keywords {

    static final Set<String> KNOWN = Set.of(
            "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$ref", "$dynamicRef",
            "$recursiveRef", "$defs", "definitions", "$comment", "title", "description", "examples", "default",
            "deprecated", "type", "enum", "const", "properties", "patternProperties", "additionalProperties",
            "propertyNames", "unevaluatedProperties", "required", "dependentRequired", "dependentSchemas", "dependencies",
            "minProperties", "maxProperties", "items", "prefixItems", "additionalItems", "unevaluatedItems", "contains",
            "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern",
            "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf", "anyOf",
            "oneOf", "not", "if", "then", "else", "x-mcp-header");

    private Keywords() {}
}
