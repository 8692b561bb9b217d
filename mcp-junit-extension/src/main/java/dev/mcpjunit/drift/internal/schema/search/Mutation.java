/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.search;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Changes one thing about a value. */
final class Mutation {

    private final Dictionary dictionary;
    private final Random random;
    private final boolean declaredOnly;

    Mutation(Dictionary dictionary, Random random, boolean declaredOnly) {
        this.dictionary = dictionary;
        this.random = random;
        this.declaredOnly = declaredOnly;
    }

    JsonValue of(JsonValue value) {
        if (value instanceof JsonObject object && random.nextInt(8) > 0) {
            return of(object);
        }
        if (value instanceof JsonArray array && random.nextInt(8) > 0) {
            return of(array);
        }
        return dictionary.anyValue(random);
    }

    private JsonValue of(JsonObject object) {
        var members = new LinkedHashMap<>(object.members());
        int way = random.nextInt(declaredOnly ? 2 : 3);
        if (way == 2 || members.isEmpty()) {
            members.put(dictionary.anyName(random), dictionary.anyValue(random));
        } else {
            String name = Dictionary.any(members.keySet(), random);
            if (way == 0) {
                members.remove(name);
            } else {
                members.computeIfPresent(name, (same, member) -> of(member));
            }
        }
        return JsonObject.of(members);
    }

    private JsonValue of(JsonArray array) {
        List<JsonValue> items = new ArrayList<>(array.items());
        if (items.isEmpty() || random.nextInt(3) == 0) {
            items.add(items.isEmpty() ? dictionary.anyValue(random) : Dictionary.any(items, random));
        } else {
            int index = random.nextInt(items.size());
            if (random.nextInt(3) == 0) {
                items.remove(index);
            } else {
                items.set(index, of(items.get(index)));
            }
        }
        return new JsonArray(items);
    }
}
