/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Describes what two lists do not have in common, in any order. Pure. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Difference {

    private Difference() {}

    public static Optional<String> between(
            List<JsonValue> one, String oneName, List<JsonValue> other, String otherName) {
        var onlyOne = without(one, other);
        var onlyOther = without(other, one);
        if (onlyOne.isEmpty() && onlyOther.isEmpty()) {
            return Optional.empty();
        }
        List<String> namesOfOne = names(onlyOne);
        List<String> namesOfOther = names(onlyOther);
        if (namesOfOne.equals(namesOfOther)) {
            return Optional.of(namesOfOne + " are declared differently: " + oneName + " and " + otherName);
        }
        var parts = new ArrayList<String>();
        addUnlessEmpty(namesOfOne, oneName, parts);
        addUnlessEmpty(namesOfOther, otherName, parts);
        return Optional.of(String.join(", ", parts));
    }

    private static void addUnlessEmpty(List<String> names, String where, List<String> parts) {
        if (!names.isEmpty()) {
            parts.add(names + " only with: " + where);
        }
    }

    /** Each entry counts as often as it is there. */
    private static List<JsonValue> without(List<JsonValue> entries, List<JsonValue> others) {
        var rest = new ArrayList<>(entries);
        others.forEach(rest::remove);
        return rest;
    }

    private static List<String> names(List<JsonValue> entries) {
        return entries.stream().map(Difference::nameOf).toList();
    }

    /** What an entry of a list is called, for messages. */
    public static String nameOf(JsonValue entry) {
        if (entry instanceof JsonObject object) {
            return object.string("name").or(() -> object.string("uri")).orElse(entry.toString());
        }
        return entry instanceof JsonString text ? text.value() : entry.toString();
    }
}
