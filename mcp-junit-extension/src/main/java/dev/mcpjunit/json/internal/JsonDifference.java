/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * One place at which two values differ.
 *
 * @param at the place; the innermost that both have, or where one of them has nothing
 * @param before what the first has there, if it has anything
 * @param after what the second has there, if it has anything
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record JsonDifference(JsonPointer at, Optional<JsonValue> before, Optional<JsonValue> after) {

    /** Compare two values by meaning: the order of members and the spelling of numbers make no difference. */
    public static List<JsonDifference> between(JsonValue before, JsonValue after) {
        var differences = new ArrayList<JsonDifference>();
        compare(JsonPointer.ROOT, Optional.of(before), Optional.of(after), differences);
        return differences;
    }

    private static void compare(
            JsonPointer at, Optional<JsonValue> before, Optional<JsonValue> after, List<JsonDifference> differences) {
        if (before.equals(after)) {
            return;
        }
        JsonValue one = before.orElse(null);
        JsonValue other = after.orElse(null);
        if (one instanceof JsonObject was && other instanceof JsonObject is) {
            var names = new TreeSet<>(was.members().keySet());
            names.addAll(is.members().keySet());
            names.forEach(name -> compare(
                    at.child(name),
                    Optional.ofNullable(was.get(name)),
                    Optional.ofNullable(is.get(name)),
                    differences));
        } else if (one instanceof JsonArray was && other instanceof JsonArray is) {
            int longer = Math.max(was.items().size(), is.items().size());
            for (int i = 0; i < longer; i++) {
                compare(at.child(i), item(was, i), item(is, i), differences);
            }
        } else {
            differences.add(new JsonDifference(at, before, after));
        }
    }

    private static Optional<JsonValue> item(JsonArray array, int index) {
        return index < array.items().size() ? Optional.of(array.items().get(index)) : Optional.empty();
    }
}
