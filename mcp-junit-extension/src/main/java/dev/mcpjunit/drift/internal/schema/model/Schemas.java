/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Not;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All schemas of one comparison; equal ones are the same object. */
final class Schemas {

    private record Content(Kinds kinds, Set<Demand> demands) {}

    private final Map<Content, Schema> known = new HashMap<>();
    private final Map<String, Regex> patterns = new HashMap<>();

    /** Read a pattern, once. */
    Regex pattern(String source) {
        return patterns.computeIfAbsent(source, Regex::parse);
    }

    Schema of(Kinds kinds, Set<Demand> demands) {
        Set<Demand> relevant = kinds.isEmpty() ? Set.of() : demands;
        return known.computeIfAbsent(
                new Content(kinds, Set.copyOf(relevant)),
                content -> new Schema(known.size(), kinds, List.copyOf(relevant)));
    }

    Schema all() {
        return of(Kinds.ALL, Set.of());
    }

    Schema none() {
        return of(Kinds.NONE, Set.of());
    }

    Schema anyOf(Set<Schema> options) {
        if (options.stream().allMatch(option -> option.demands().isEmpty())) {
            return of(options.stream().map(Schema::kinds).reduce(Kinds.NONE, Kinds::or), Set.of());
        }
        return of(Kinds.ALL, Set.of(new AnyOf(Ordered.set(options))));
    }

    Schema not(Schema schema) {
        if (schema.demands().isEmpty()) {
            return of(schema.kinds().complement(), Set.of());
        }
        return of(Kinds.ALL, Set.of(new Not(schema)));
    }
}
