/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which branch became which. Their order means nothing: those that are the same belong together, and of the others
 * those that are most alike.
 *
 * @param both the branches that were there and still are, but not as they were
 * @param gone the branches that are no longer there
 * @param come the branches that were not there before
 */
record Branches(List<Match> both, List<Place> gone, List<Place> come) {

    /** A branch before and now. */
    record Match(Place before, Place now) {}

    /**
     * Bring branches together.
     *
     * @param same whether two need not be looked at
     */
    static Branches match(
            List<Place> before,
            List<Place> now,
            BiPredicate<Place, Place> same,
            SchemaDocument oldDocument,
            SchemaDocument newDocument) {
        var rest = new Branches(new ArrayList<>(), new ArrayList<>(before), new ArrayList<>(now));
        for (Place place : before) {
            Optional<Place> other =
                    rest.come.stream().filter(each -> same.test(place, each)).findFirst();
            if (other.isPresent()) {
                rest.gone.remove(place);
                rest.come.remove(other.get());
            }
        }
        rest.pairConstants();
        rest.pairAlike(oldDocument, newDocument);
        if (rest.gone.size() == rest.come.size()) {
            while (!rest.gone.isEmpty()) {
                rest.pair(rest.gone.get(0), rest.come.get(0));
            }
        }
        return rest;
    }

    /** A branch of one value is the same branch whatever is said about the value. */
    private void pairConstants() {
        for (Place place : List.copyOf(gone)) {
            JsonValue value = place.object().get("const");
            come.stream()
                    .filter(other ->
                            value != null && value.equals(other.object().get("const")))
                    .findFirst()
                    .ifPresent(other -> pair(place, other));
        }
    }

    /** The most alike first, so that none is taken by one that it only resembles. */
    private void pairAlike(SchemaDocument oldDocument, SchemaDocument newDocument) {
        record Candidate(Match match, double likeness) {}
        var candidates = new ArrayList<Candidate>();
        for (Place place : gone) {
            Optional<Set<String>> types = Types.of(place.schema(), oldDocument);
            for (Place other : come) {
                if (types.isPresent() && types.equals(Types.of(other.schema(), newDocument))) {
                    candidates.add(new Candidate(
                            new Match(place, other),
                            likeness(place.followed(oldDocument), other.followed(newDocument))));
                }
            }
        }
        candidates.stream()
                .filter(candidate -> candidate.likeness() > 0)
                .sorted(Comparator.comparingDouble(Candidate::likeness).reversed())
                .map(Candidate::match)
                .filter(match -> gone.contains(match.before()) && come.contains(match.now()))
                .forEach(match -> pair(match.before(), match.now()));
    }

    private void pair(Place before, Place now) {
        both.add(new Match(before, now));
        gone.remove(before);
        come.remove(now);
    }

    /** How many of the properties of two objects are common to them; of other schemas of one type nothing is known. */
    private static double likeness(Place one, Place other) {
        Set<String> names = SchemaPair.properties(one.object()).keySet();
        Set<String> others = SchemaPair.properties(other.object()).keySet();
        var all = new HashSet<>(names);
        all.addAll(others);
        var common = new HashSet<>(names);
        common.retainAll(others);
        return all.isEmpty() ? 0.5 : (double) common.size() / all.size();
    }
}
