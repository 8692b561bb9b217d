/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds that a schema library adds to every integer: what JavaScript can count to. They say something about the
 * library, not about the contract.
 */
final class SafeIntegers {

    private static final BigDecimal MOST = BigDecimal.valueOf((1L << 53) - 1);

    private static final Map<String, BigDecimal> BOUNDS = Map.of("minimum", MOST.negate(), "maximum", MOST);

    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    private static final JsonValue INTEGER = JsonValue.of("integer");

    private SafeIntegers() {}

    /** The schema without such bounds. */
    static JsonValue unbounded(JsonValue schema) {
        if (schema instanceof JsonArray array) {
            return new JsonArray(
                    array.items().stream().map(SafeIntegers::unbounded).toList());
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        boolean integer = isInteger(object.get("type"));
        var members = new LinkedHashMap<String, JsonValue>();
        object.members().forEach((keyword, value) -> {
            if (!(integer && isSafeBound(keyword, value))) {
                members.put(keyword, DATA.contains(keyword) ? value : unbounded(value));
            }
        });
        return JsonObject.of(members);
    }

    /** Perhaps beside other types, to which bounds mean nothing. */
    private static boolean isInteger(@Nullable JsonValue type) {
        return INTEGER.equals(type)
                || (type instanceof JsonArray types
                        && types.items().contains(INTEGER)
                        && !types.items().contains(JsonValue.of("number")));
    }

    private static boolean isSafeBound(String keyword, JsonValue value) {
        BigDecimal bound = BOUNDS.get(keyword);
        return bound != null
                && value instanceof JsonNumber number
                && number.value().compareTo(bound) == 0;
    }
}
