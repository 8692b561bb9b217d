/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;

/** The schemas directly inside a schema of a normal form, definitions left out. */
final class Subschemas {

    private Subschemas() {}

    /** Put another schema in the place of each, in the order of the keywords. */
    static JsonObject map(JsonObject schema, UnaryOperator<JsonValue> change) {
        var changed = new LinkedHashMap<>(schema.members());
        for (Vocabulary keyword : Vocabulary.values()) {
            changed.computeIfPresent(
                    keyword.keyword(),
                    (name, argument) -> keyword.takes(argument) ? map(keyword, argument, change) : argument);
        }
        return JsonObject.of(changed);
    }

    private static JsonValue map(Vocabulary keyword, JsonValue argument, UnaryOperator<JsonValue> change) {
        return switch (keyword.shape()) {
            case SCHEMA -> change.apply(argument);
            case SCHEMAS -> {
                var schemas = new ArrayList<JsonValue>();
                ((JsonArray) argument).forEach(schema -> schemas.add(change.apply(schema)));
                yield new JsonArray(schemas);
            }
            case SCHEMAS_BY_NAME -> {
                var schemas = new LinkedHashMap<String, JsonValue>();
                ((JsonObject) argument).members().forEach((name, schema) -> schemas.put(name, change.apply(schema)));
                yield JsonObject.of(schemas);
            }
            default -> argument;
        };
    }
}
