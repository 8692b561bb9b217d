/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.snapshot.Mask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A value in which placeholders replace the parts that differ in each run.
 *
 * @param value the value with placeholders
 * @param unmatched the masks that matched nothing
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MaskedJson(JsonValue value, List<Mask> unmatched) {

    /** Apply masks to a value. */
    public static MaskedJson of(JsonValue value, List<Mask> masks) {
        Set<Mask> unmatched = new LinkedHashSet<>(masks);
        JsonValue masked = new Walk(masks, unmatched).masked(value, JsonPointer.ROOT);
        return new MaskedJson(masked, List.copyOf(unmatched));
    }

    private record Walk(List<Mask> masks, Set<Mask> unmatched) {

        JsonValue masked(JsonValue value, JsonPointer at) {
            for (Mask mask : masks) {
                if (mask instanceof Mask.Place place && place.pattern().matches(at)) {
                    unmatched.remove(mask);
                    return new JsonString(place.placeholder().orElse("<" + value.typeName() + ">"));
                }
            }
            if (value instanceof JsonObject object) {
                var masked = JsonObject.builder();
                object.members().forEach((name, member) -> masked.put(name, masked(member, at.child(name))));
                return masked.build();
            }
            if (value instanceof JsonArray array) {
                var items = new ArrayList<JsonValue>();
                array.items().forEach(item -> items.add(masked(item, at.child(items.size()))));
                return new JsonArray(items);
            }
            return value instanceof JsonString string ? masked(string.value()) : value;
        }

        private JsonString masked(String text) {
            String masked = text;
            for (Mask mask : masks) {
                if (mask instanceof Mask.Part part
                        && part.pattern().matcher(masked).find()) {
                    unmatched.remove(mask);
                    masked = part.mask(masked);
                }
            }
            return new JsonString(masked);
        }
    }
}
