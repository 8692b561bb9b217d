/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.Combination.Opaque;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.drift.internal.schema.normal.Vocabulary;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles {@code properties}, {@code patternProperties} and {@code additionalProperties}, which speak of each other.
 */
final class MemberCompiler {

    private final DocumentCompiler document;
    private final JsonObject schema;

    MemberCompiler(DocumentCompiler document, JsonObject schema) {
        this.document = document;
        this.schema = schema;
    }

    List<Demand> compile() {
        var named = new LinkedHashMap<String, Schema>();
        map(Vocabulary.PROPERTIES).forEach((name, member) -> named.put(name, document.inside(member)));
        var patterns = new LinkedHashMap<Regex, Schema>();
        try {
            for (var pattern : map(Vocabulary.PATTERN_PROPERTIES).entrySet()) {
                patterns.put(document.schemas().pattern(pattern.getKey()), document.inside(pattern.getValue()));
            }
        } catch (InvalidRegexException invalid) {
            // Which members are additional is undecided, but those with a name are not.
            return List.of(
                    new Members(named, Map.of(), document.schemas().all()),
                    new Opaque(Kinds.of(Kind.OBJECT), "the pattern " + invalid.getMessage(), document));
        }
        JsonValue additional = schema.get(Vocabulary.ADDITIONAL_PROPERTIES.keyword());
        Schema rest = additional != null && Vocabulary.ADDITIONAL_PROPERTIES.takes(additional)
                ? document.inside(additional)
                : document.schemas().all();
        return named.isEmpty() && patterns.isEmpty() && rest.allowsAll()
                ? List.of()
                : List.of(new Members(named, patterns, rest));
    }

    private Map<String, JsonValue> map(Vocabulary keyword) {
        return schema.get(keyword.keyword()) instanceof JsonObject map && keyword.takes(map) ? map.members() : Map.of();
    }
}
