/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.function.UnaryOperator;

/**
 * One change at one place of a schema, to be tried alone.
 *
 * @param change what becomes of the schema there
 */
record Edit(JsonPointer at, UnaryOperator<JsonObject> change) {

    /** Make the change. What is not there stays away. */
    JsonValue in(JsonValue root) {
        return in(root, 0);
    }

    private JsonValue in(JsonValue here, int depth) {
        if (depth == at.tokens().size()) {
            return here instanceof JsonObject schema ? change.apply(schema) : here;
        }
        String token = at.tokens().get(depth);
        if (here instanceof JsonObject object) {
            JsonValue inner = object.get(token);
            return inner == null
                    ? object
                    : object.toBuilder().put(token, in(inner, depth + 1)).build();
        }
        if (here instanceof JsonArray array && token.matches("[0-9]{1,9}")) {
            int index = Integer.parseInt(token);
            if (index < array.items().size()) {
                var items = new ArrayList<>(array.items());
                items.set(index, in(items.get(index), depth + 1));
                return new JsonArray(items);
            }
        }
        return here;
    }
}
