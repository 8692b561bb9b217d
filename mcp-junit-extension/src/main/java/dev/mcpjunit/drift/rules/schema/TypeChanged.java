/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Other types are accepted. */
final class TypeChanged implements SchemaRule {

    private static final Set<String> ALL =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        Set<String> old = types(pair.old("type"));
        Set<String> now = types(pair.now("type"));
        if (old.equals(now)) {
            return;
        }
        boolean wider = now.containsAll(old);
        boolean narrower = old.containsAll(now);
        changes.accept(pair.keyword(
                "type",
                wider ? "type-widened" : narrower ? "type-narrowed" : "type-changed",
                wider ? pair.widened() : narrower ? pair.narrowed() : pair.replaced(),
                "type " + shown(pair.old("type")) + " became " + shown(pair.now("type"))));
    }

    private static String shown(@Nullable JsonValue type) {
        return type == null ? "any" : String.join(" or ", SchemaPair.strings(listed(type)));
    }

    private static JsonValue listed(JsonValue type) {
        return type instanceof JsonArray ? type : new JsonArray(List.of(type));
    }

    /** Each number is one of the two kinds: with "number" come both. */
    private static Set<String> types(@Nullable JsonValue type) {
        var types = new TreeSet<>(type == null ? ALL : SchemaPair.strings(listed(type)));
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }
}
