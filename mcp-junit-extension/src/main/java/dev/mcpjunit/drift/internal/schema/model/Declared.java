/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.drift.internal.schema.model.Combination.AnyOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Conditional;
import dev.mcpjunit.drift.internal.schema.model.Combination.OneOf;
import dev.mcpjunit.drift.internal.schema.model.Combination.Refer;
import dev.mcpjunit.drift.internal.schema.model.ObjectDemand.Members;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.Regex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Which members of an object are declared, so that a client that follows the schema would send them: those with a name
 * under {@code properties} or one that matches under {@code patternProperties}, and all others too where
 * {@code additionalProperties} says what they are, beyond that they may be there. A schema that declares none of this
 * leaves an object free: all its members count as declared.
 *
 * @param everything whether all other members are declared as well
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Declared(Set<String> names, Set<Regex> patterns, boolean everything) {

    /** Add up what several rules declare. */
    public static Declared by(Collection<Members> rules) {
        var names = new LinkedHashSet<String>();
        var patterns = new LinkedHashSet<Regex>();
        boolean everything = false;
        for (Members rule : rules) {
            names.addAll(rule.named().keySet());
            patterns.addAll(rule.patterns().keySet());
            everything |= !rule.rest().allowsAll() && !rule.rest().allowsNothing();
        }
        return new Declared(names, patterns, everything);
    }

    /** Find what a schema can declare, whichever of its branches a value matches. */
    public static Declared atMostBy(Schema schema) {
        var rules = new ArrayList<Members>();
        collect(schema, rules, new HashSet<>());
        return by(rules);
    }

    private static void collect(Schema schema, List<Members> rules, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return;
        }
        for (Demand demand : schema.demands()) {
            if (demand instanceof Members members) {
                rules.add(members);
            } else if (demand instanceof AnyOf any) {
                any.options().forEach(option -> collect(option, rules, seen));
            } else if (demand instanceof OneOf one) {
                one.options().forEach(option -> collect(option, rules, seen));
            } else if (demand instanceof Conditional conditional) {
                collect(conditional.condition(), rules, seen);
                collect(conditional.then(), rules, seen);
                collect(conditional.otherwise(), rules, seen);
            } else if (demand instanceof Refer refer) {
                collect(refer.definition().schema(), rules, seen);
            }
        }
    }

    /** Whether nothing is said about members. */
    public boolean isSilent() {
        return names.isEmpty() && patterns.isEmpty() && !everything;
    }

    /** Whether a member is declared. */
    public boolean has(String name, Effort effort) {
        return everything
                || names.contains(name)
                || patterns.stream().anyMatch(pattern -> pattern.matches(name, effort));
    }

    /**
     * Whether members may be declared without being listed by name.
     *
     * @return whether there are patterns, or all is declared
     */
    public boolean isOpen() {
        return everything || !patterns.isEmpty();
    }
}
