/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where in values a change of a schema is: the members that lead there. What is not a member, such as a branch or a
 * definition, may be anywhere, so that a place is rather found in a value too often than too rarely.
 *
 * @param names the members, outermost first
 * @param certain whether only these members lead there
 */
record UsedPlace(List<String> names, boolean certain) {

    private static final Set<String> ITEMS = Set.of("items", "additionalProperties");
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

    static UsedPlace of(Change change) {
        List<String> tokens = change.at().tokens();
        var names = new ArrayList<String>();
        boolean certain = true;
        // The first token is the schema's own member.
        for (int i = 1; i < tokens.size(); i++) {
            String token = tokens.get(i);
            boolean hasNext = i + 1 < tokens.size();
            if (token.equals("properties") && hasNext) {
                names.add(tokens.get(++i));
            } else if (DEFINITIONS.contains(token) && hasNext) {
                i++;
                certain = false;
            } else if (hasNext && !ITEMS.contains(token)) {
                certain = false;
            }
        }
        change.property()
                .filter(name -> names.isEmpty() || !names.get(names.size() - 1).equals(name))
                .ifPresent(names::add);
        return new UsedPlace(List.copyOf(names), certain);
    }

    /** Whether a value has something there. A mask may hide it. */
    boolean isIn(JsonValue value) {
        return isIn(value, 0);
    }

    private boolean isIn(JsonValue value, int depth) {
        if (depth == names.size()
                || (value instanceof JsonString text && text.value().contains(BrokenCall.MASK))) {
            return true;
        }
        if (value instanceof JsonArray array) {
            return array.items().stream().anyMatch(item -> isIn(item, depth));
        }
        return value instanceof JsonObject object
                && object.members().entrySet().stream()
                        .anyMatch(member ->
                                isIn(member.getValue(), member.getKey().equals(names.get(depth)) ? depth + 1 : depth));
    }

    /** Whether a violation may come from a change here. */
    boolean explains(SchemaViolation violation) {
        List<String> path = List.of(violation.instancePointer().split("/")).stream()
                .filter(token -> !token.isEmpty() && !token.matches("[0-9]+"))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
        if (violation.keyword().equals("required") && !names.isEmpty()) {
            String last = names.get(names.size() - 1);
            return violation.message().contains("'" + last + "'") && isAlong(path, names.subList(0, names.size() - 1));
        }
        return isAlong(path, names);
    }

    /** Whether one path leads to the other. */
    private static boolean isAlong(List<String> path, List<String> names) {
        List<String> shorter = path.size() < names.size() ? path : names;
        List<String> longer = path.size() < names.size() ? names : path;
        int found = 0;
        for (String name : longer) {
            if (found < shorter.size() && shorter.get(found).equals(name)) {
                found++;
            }
        }
        return found == shorter.size();
    }
}
