/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array.
 *
 * @param items the items in order; copied
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JsonArray(List<JsonValue> items) implements JsonValue, Iterable<JsonValue> {

    /** The array without items. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    /** Copy the items. */
    public JsonArray {
        items = List.copyOf(items);
    }

    /**
     * Get the items that are objects.
     *
     * @return the objects in order, everything else left out; never {@code null}
     */
    public Stream<JsonObject> objects() {
        return items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return items.iterator();
    }

    @Override
    public List<@Nullable Object> toJava() {
        var plain = new ArrayList<@Nullable Object>(items.size());
        items.forEach(item -> plain.add(item.toJava()));
        return plain;
    }

    @Override
    public String typeName() {
        return "array";
    }

    @Override
    public String toString() {
        return Json.print(this);
    }
}
