/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.RecordedUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The result of a comparison; all lists of changes are worst first.
 *
 * @param failing the changes that fail
 * @param tolerated the changes that do not
 * @param accepted the changes that would fail but are accepted
 * @param unused the acceptances that matched no change
 * @param known the problems that the old catalog has already; they are reported, and they do not fail
 * @param problems what is wrong with the options, in sentences: acceptances that have expired, tools that never existed
 * @param unmatched the ignored places that neither catalog has; they are reported and do not fail
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DriftReport(
        List<Change> failing,
        List<Change> tolerated,
        List<Accepted> accepted,
        List<Acceptance> unused,
        List<Change> known,
        List<String> problems,
        List<PointerPattern> unmatched) {

    /** Worst first; on the same level, differences of texts last; then by place. */
    static final Comparator<Change> WORST_FIRST = Comparator.comparing(Change::level)
            .thenComparing(change -> change.text().isPresent())
            .thenComparing(change -> change.subject().kind())
            .thenComparing(change -> change.subject().name())
            .thenComparing(change -> change.at().toString())
            .thenComparing(Change::rule)
            .thenComparing(Change::words);

    /**
     * A change and the acceptance that covers it.
     *
     * @param change the change
     * @param acceptance the acceptance that covers it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Accepted(Change change, Acceptance acceptance) {}

    /** Copy the lists. */
    public DriftReport {
        failing = List.copyOf(failing);
        tolerated = List.copyOf(tolerated);
        accepted = List.copyOf(accepted);
        unused = List.copyOf(unused);
        known = List.copyOf(known);
        problems = List.copyOf(problems);
        unmatched = List.copyOf(unmatched);
    }

    /**
     * Check whether anything fails: a change, or an acceptance that matches none.
     *
     * @return whether it fails
     */
    public boolean fails() {
        return !failing.isEmpty() || !unused.isEmpty() || !problems.isEmpty();
    }

    /**
     * Check whether a change may break clients and does not fail, because no recorded request uses what has changed.
     *
     * @return whether there is one
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public boolean hasUnusedBreaks() {
        return tolerated.stream()
                .filter(change -> change.compatibility().compareTo(Compatibility.COMPATIBLE) < 0)
                .flatMap(change -> change.use().stream())
                .anyMatch(use -> use.effect() == RecordedUse.Effect.UNUSED);
    }

    /**
     * Get all changes: failing, tolerated and accepted.
     *
     * @return the changes, worst first; never {@code null}
     */
    public List<Change> changes() {
        var changes = new ArrayList<>(failing);
        changes.addAll(tolerated);
        accepted.forEach(known -> changes.add(known.change()));
        changes.sort(WORST_FIRST);
        return List.copyOf(changes);
    }

    /**
     * Leave out the acceptances that matched no change, because they may meet one elsewhere.
     *
     * @return the report without them; never {@code null}
     */
    public DriftReport withoutUnused() {
        return new DriftReport(failing, tolerated, accepted, List.of(), known, problems, unmatched);
    }

    /**
     * Leave out the ignored places that neither catalog has, because another catalog may have them.
     *
     * @return the report without them; never {@code null}
     */
    public DriftReport withoutUnmatched() {
        return new DriftReport(failing, tolerated, accepted, unused, known, problems, List.of());
    }
}
