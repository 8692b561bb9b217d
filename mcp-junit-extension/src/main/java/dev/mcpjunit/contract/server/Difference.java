/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes what two lists do not have in common, in any order. Pure. */
final class Difference {

    private Difference() {}

    static Optional<String> between(List<JsonValue> one, String oneName, List<JsonValue> other, String otherName) {
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
        return entries.stream().map(Replica::nameOf).toList();
    }
}
