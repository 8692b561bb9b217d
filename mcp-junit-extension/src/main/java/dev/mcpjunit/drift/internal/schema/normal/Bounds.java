/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.normal;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Set;
import org.apiguardian.api.API;

/** The keywords that limit how large, how small, how long or how many. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Bounds {

    private static final Set<String> KEYWORDS = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties");

    private Bounds() {}

    /** Leave out all bounds. */
    public static JsonValue removed(JsonValue normalForm) {
        if (!(normalForm instanceof JsonObject schema)) {
            return normalForm;
        }
        var rest = new LinkedHashMap<>(schema.members());
        rest.keySet().removeAll(KEYWORDS);
        JsonObject inner = Subschemas.map(JsonObject.of(rest), Bounds::removed);
        return inner.object("$defs")
                .<JsonValue>map(definitions -> {
                    var removed = new LinkedHashMap<String, JsonValue>();
                    definitions.members().forEach((name, schemaThere) -> removed.put(name, removed(schemaThere)));
                    return inner.toBuilder().put("$defs", removed).build();
                })
                .orElse(inner);
    }
}
