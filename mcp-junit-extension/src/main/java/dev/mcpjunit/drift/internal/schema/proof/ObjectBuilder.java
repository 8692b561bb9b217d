/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds an object of the members that it must have, and of others where it must have more. */
final class ObjectBuilder {

    private static final int MOST_MEMBERS = 500;

    private final ObjectFacts facts;
    private final Solver solver;
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private @Nullable String doubt;

    ObjectBuilder(ObjectFacts facts, Solver solver) {
        this.facts = facts;
        this.solver = solver;
    }

    Outcome build() {
        for (String name : facts.knownNames()) {
            if (facts.present().contains(name)) {
                Outcome member = member(name);
                if (member instanceof Impossible) {
                    return member;
                }
                if (!put(name, member)) {
                    return member;
                }
            }
        }
        if (members.size() < facts.count().min()) {
            Outcome filled = fill();
            if (!(filled instanceof Model)) {
                return filled;
            }
        }
        JsonValue object = JsonObject.of(members);
        return doubt == null ? new Model(object) : new Unknown(doubt, object);
    }

    private Outcome member(String name) {
        return switch (facts.mayBeNamed(name, solver)) {
            case FALSE -> Impossible.INSTANCE;
            case UNKNOWN -> new Unknown("whether a member may be named '" + name + "'", null);
            case TRUE -> solver.solve(facts.memberGoal(name, solver));
        };
    }

    /** Add a member; return whether there is a value for it. */
    private boolean put(String name, Outcome member) {
        if (member instanceof Model model) {
            members.put(name, model.value());
            return true;
        }
        if (member instanceof Unknown unknown && unknown.candidate() != null) {
            doubt = unknown.reason();
            members.put(name, unknown.candidate());
            return true;
        }
        return false;
    }

    /** Add members that are not required until there are enough. */
    private Outcome fill() {
        long enough = facts.count().min();
        if (enough > MOST_MEMBERS) {
            return new Unknown("an example would have " + enough + " members", null);
        }
        Declarations declarations = facts.declarations();
        boolean certain = declarations.isSettled();
        for (String name : facts.knownNames()) {
            boolean free = !facts.present().contains(name)
                    && !facts.absent().contains(name)
                    && declarations.allows(name, solver.effort());
            if (members.size() < enough && free) {
                Outcome member = member(name);
                certain &= put(name, member) || member instanceof Impossible;
            }
        }
        if (members.size() < enough && declarations.mayHaveOthers()) {
            certain &= invent(declarations, enough);
        }
        if (members.size() >= enough) {
            return new Model(JsonObject.of(members));
        }
        return certain ? Impossible.INSTANCE : new Unknown("how to find " + enough + " members", null);
    }

    /** Add members of names that no schema mentions; return whether there are certainly no more than were found. */
    private boolean invent(Declarations declarations, long enough) {
        var other = new FreshNames(facts, solver);
        boolean certain = true;
        for (NameClass part : other.parts(NameClass.ALL.without(facts.knownNames()))) {
            boolean more = true;
            while (more && members.size() < enough) {
                Optional<String> name = other.find(part.without(members.keySet()), Set.of())
                        .filter(found -> declarations.allows(found, solver.effort()));
                Outcome member = name.map(this::member).orElse(Impossible.INSTANCE);
                more = name.isPresent() && put(name.get(), member);
                // All names of a part fare alike: where one has no member, none has.
                certain &= more || member instanceof Impossible;
            }
        }
        return certain && other.doubt().isEmpty();
    }
}
