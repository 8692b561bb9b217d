/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How many values there are in some JSON. */
final class Size {

    private Size() {}

    static boolean isMoreThan(int most, JsonValue... values) {
        Deque<JsonValue> open = new ArrayDeque<>(List.of(values));
        int count = 0;
        while (!open.isEmpty()) {
            if (++count > most) {
                return true;
            }
            JsonValue next = open.remove();
            if (next instanceof JsonObject object) {
                open.addAll(object.members().values());
            } else if (next instanceof JsonArray array) {
                open.addAll(array.items());
            }
        }
        return false;
    }
}
