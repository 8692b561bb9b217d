/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether there can be an object that meets conditions. All checks say yes if they are inconclusive. */
final class Conditions {

    /** Conditions that cannot hold are usually recognized quickly. */
    private static final Budget QUICK = new Budget(20_000, Duration.ofMillis(50), System::nanoTime);

    private Conditions() {}

    /** Whether a value that another schema still allows can meet conditions. */
    static boolean mayHold(List<JsonValue> conditions, Place young, SchemaDocument document) {
        return conditions.isEmpty()
                || conditions.stream().anyMatch(SchemaWalk::mentionsReference)
                || mayBeObject(young, document, conditions);
    }

    /** Whether an object may have a member. */
    static boolean mayHave(String name, Place place, SchemaDocument document) {
        return mayBeObject(
                place,
                document,
                List.of(JsonObject.builder().put("required", List.of(name)).build()));
    }

    /**
     * Whether an object can be valid under a schema and meet the conditions; also true if the check is inconclusive.
     */
    static boolean mayBeObject(Place place, SchemaDocument document, List<JsonValue> conditions) {
        var all = new ArrayList<JsonValue>();
        all.add(place.schema());
        all.addAll(conditions);
        return SchemaProof.isSatisfiable(
                document.definitions()
                        .put("type", "object")
                        .put("allOf", new JsonArray(all))
                        .build(),
                QUICK);
    }

    /** Whether a schema visibly accepts nothing. */
    static boolean isImpossible(JsonValue schema) {
        if (!(schema instanceof JsonObject object)) {
            return schema.equals(JsonBoolean.FALSE);
        }
        JsonValue never = object.get("not");
        return (never != null && NamePatterns.saysNothing(never))
                || object.array("allOf")
                        .filter(all -> all.items().contains(JsonBoolean.FALSE))
                        .isPresent()
                || object.array("enum")
                        .filter(values -> values.items().isEmpty())
                        .isPresent();
    }
}
