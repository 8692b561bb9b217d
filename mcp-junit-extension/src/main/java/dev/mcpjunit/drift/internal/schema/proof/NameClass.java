/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Some names of members.
 *
 * @param excluded names that do not belong
 */
record NameClass(Set<Regex> matching, Set<Regex> notMatching, Set<String> excluded) {

    static final NameClass ALL = new NameClass(Set.of(), Set.of(), Set.of());

    NameClass without(Set<String> names) {
        var more = new LinkedHashSet<>(excluded);
        more.addAll(names);
        return new NameClass(matching, notMatching, more);
    }

    boolean contains(String name, Effort effort) {
        return !excluded.contains(name)
                && matching.stream().allMatch(pattern -> pattern.matches(name, effort))
                && notMatching.stream().noneMatch(pattern -> pattern.matches(name, effort));
    }
}
