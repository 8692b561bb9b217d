/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain Java values as JSON; says where a value sits that has no JSON form. */
final class JavaValues {

    private JavaValues() {}

    static JsonValue toJson(@Nullable Object value, JsonPointer place) {
        if (value == null) {
            return JsonNull.NULL;
        }
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return new JsonString(value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return new JsonString(constant.name());
        }
        if (value instanceof Boolean bool) {
            return JsonBoolean.of(bool);
        }
        if (value instanceof Number number) {
            return new JsonNumber(decimal(number, place));
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, place);
        }
        if (value instanceof Collection<?> items) {
            return array(items, place);
        }
        if (value instanceof Object[] items) {
            return array(Arrays.asList(items), place);
        }
        throw new IllegalArgumentException(
                "No JSON form for " + value.getClass().getName() + " at " + place.orRoot()
                        + ": use maps, collections, text, numbers, booleans or null");
    }

    private static JsonObject object(Map<?, ?> map, JsonPointer place) {
        var members = new LinkedHashMap<String, JsonValue>();
        map.forEach((name, value) -> {
            if (!(name instanceof CharSequence)) {
                throw new IllegalArgumentException(
                        "The names of a JSON object must be text, but at " + place.orRoot() + " there is " + name);
            }
            members.put(name.toString(), toJson(value, place.child(name.toString())));
        });
        return JsonObject.owning(members);
    }

    private static JsonArray array(Collection<?> items, JsonPointer place) {
        var values = new ArrayList<JsonValue>(items.size());
        for (Object item : items) {
            values.add(toJson(item, place.child(values.size())));
        }
        return new JsonArray(values);
    }

    private static BigDecimal decimal(Number number, JsonPointer place) {
        if (number instanceof BigDecimal exact) {
            return exact;
        }
        if (number instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("JSON has no " + number + ", found at " + place.orRoot());
            }
            // The text of a float is what its author wrote; its exact binary value is not.
            return new BigDecimal(number.toString());
        }
        return new BigDecimal(number.toString());
    }
}
