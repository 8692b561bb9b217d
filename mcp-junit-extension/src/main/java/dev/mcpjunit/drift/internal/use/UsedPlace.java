/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.internal.use.SchemaTargets.Place;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of the members in a value that a schema change affects. Anything that is not a member, such as a branch or a
 * definition, matches anywhere: a false match is safer than a missed one.
 *
 * @param paths the members, outermost first; several, if references lead to the place
 * @param certain whether only these members lead there
 * @param exact whether there are no other members in between
 */
record UsedPlace(Set<List<String>> paths, boolean certain, boolean exact) {

    private static final Set<String> ITEMS = Set.of("items", "additionalProperties");

    /** What follows these is a name, and no member of the value. */
    private static final Set<String> NAMING =
            Set.of("$defs", "definitions", "patternProperties", "dependentSchemas", "dependencies");

    /**
     * The place of a change.
     *
     * @param schemas the schemas before and now, as far as there are any
     */
    static UsedPlace of(Change change, List<SchemaTargets> schemas) {
        // The first token is the schema's own member.
        List<String> place = change.at().tokens().stream().skip(1).toList();
        Set<Place> places = new LinkedHashSet<>(Set.of(new Place(place, false)));
        schemas.forEach(schema -> places.addAll(schema.places(place)));
        Set<List<String>> paths = new LinkedHashSet<>();
        boolean certain = true;
        for (Place each : places) {
            var names = new ArrayList<String>();
            certain &= follow(each.tokens(), names) && !each.anywhere();
            change.property()
                    .filter(name ->
                            names.isEmpty() || !names.get(names.size() - 1).equals(name))
                    .ifPresent(names::add);
            paths.add(List.copyOf(names));
        }
        boolean exact = certain
                && places.stream().noneMatch(each -> each.tokens().contains("additionalProperties"))
                && schemas.stream().allMatch(SchemaTargets::isPlain);
        return new UsedPlace(paths, certain, exact);
    }

    /** Collect the members along a place; returns whether only they lead there. */
    private static boolean follow(List<String> tokens, List<String> names) {
        boolean certain = true;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            boolean hasNext = i + 1 < tokens.size();
            if (token.equals("properties") && hasNext) {
                names.add(tokens.get(++i));
            } else if (NAMING.contains(token) && hasNext) {
                i++;
                certain = false;
            } else if (hasNext && !ITEMS.contains(token)) {
                certain = false;
            }
        }
        return certain;
    }

    /** The place of what has the last member. */
    UsedPlace parent() {
        return new UsedPlace(
                paths.stream()
                        .map(names -> names.subList(0, Math.max(0, names.size() - 1)))
                        .collect(toSet()),
                certain,
                exact);
    }

    /** Whether a value has something there. A mask may hide it. */
    boolean isIn(JsonValue value) {
        return paths.stream().anyMatch(names -> isIn(value, names, exact));
    }

    private static boolean isIn(JsonValue value, List<String> names, boolean exact) {
        if (names.isEmpty() || (value instanceof JsonString text && text.value().contains(BrokenCall.MASK))) {
            return true;
        }
        if (value instanceof JsonArray array) {
            return array.items().stream().anyMatch(item -> isIn(item, names, exact));
        }
        if (!(value instanceof JsonObject object)) {
            return false;
        }
        JsonValue next = object.get(names.get(0));
        if (next != null && isIn(next, names.subList(1, names.size()), exact)) {
            return true;
        }
        // A member of the name was looked into already, with less to find.
        return !exact
                && object.members().entrySet().stream()
                        .filter(member -> !member.getKey().equals(names.get(0)))
                        .anyMatch(member -> isIn(member.getValue(), names, false));
    }

    /** Whether a violation may come from a change here. */
    boolean explains(SchemaViolation violation) {
        List<String> path = List.of(violation.instancePointer().split("/")).stream()
                .filter(token -> !token.isEmpty() && !token.matches("[0-9]+"))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
        return paths.stream().anyMatch(names -> explains(violation, path, names));
    }

    private static boolean explains(SchemaViolation violation, List<String> path, List<String> names) {
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
