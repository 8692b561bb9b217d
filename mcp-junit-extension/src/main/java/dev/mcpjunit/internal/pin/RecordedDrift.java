/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.cassette.Cassette;
import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.use.BrokenCall;
import dev.mcpjunit.drift.internal.use.UsedAdditions;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * The recorded calls of a cassette as evidence: against the pin of a replayed server, and against the declarations of a
 * real one.
 *
 * @param file the file of the cassette
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RecordedDrift(Cassette cassette, CassetteFile file) {

    private static final int MOST = 5;

    /**
     * Fail if the pin does not allow what the cassette replays.
     *
     * @param snapshot the pinned file
     * @param pinned what it says
     * @param options how the pin compares
     */
    public Optional<AssertionFailedError> stale(
            ProjectFiles files, Path snapshot, Catalog pinned, DriftOptions options) {
        List<BrokenCall> found = BrokenCall.among(cassette.calls(), cassette.listedTools(), pinned).stream()
                .filter(call -> options.tools().isEmpty()
                        || options.tools().contains(call.call().tool()))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<BrokenCall> broken = notAllowed(found, pinned, options);
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        List<Change> changes = Drift.compare(recorded(pinned), pinned, options).changes();
        long more = broken.size() - (long) MOST;
        String listed = broken.stream()
                .limit(MOST)
                .map(call -> "  " + title(call, changes) + "\n              " + call.sentence())
                .collect(joining("\n"));
        return Optional.of(new AssertionFailedError("Stale cassette: " + file.shown() + " no longer fits "
                + files.show(snapshot) + "\n\n  " + count(broken) + "\n" + listed
                + (more > 0 ? "\n  … and " + more + " more" : "") + unlisted(broken) + "\n\n  Record again with   "
                + file.refresh()));
    }

    /**
     * Fail if a recorded call uses what the recording lists and the pin does not have: what is not pinned cannot drift.
     *
     * @param snapshot the pinned file, for the message
     * @param update the command that updates it
     */
    public Optional<AssertionFailedError> newer(String snapshot, Catalog pinned, DriftOptions options, String update) {
        DriftReport report = Drift.compare(pinned, recorded(pinned), options);
        List<Change> accepted =
                report.accepted().stream().map(DriftReport.Accepted::change).toList();
        List<Change> changes = report.changes().stream()
                .filter(change -> !accepted.contains(change))
                .toList();
        return UsedAdditions.first(changes, cassette.calls(), pinned, recorded(pinned))
                .map(sentence -> new AssertionFailedError("Stale cassette: " + file.shown() + " does not fit "
                        + snapshot
                        + "\n\n  " + sentence + "\n\n  If the server still has it, update the snapshot with   " + update
                        + "\n  If it does not, record again with   " + file.refresh()));
    }

    /** A lenient server accepts more than it declares. A recorded list shows what it declared. */
    private String unlisted(List<BrokenCall> broken) {
        Set<String> listed = cassette.listedTools().stream().map(Tool::name).collect(toSet());
        return broken.stream()
                        .filter(call -> call.part() != BrokenCall.Part.TOOL)
                        .allMatch(call -> listed.contains(call.call().tool()))
                ? ""
                : "\n\n  The recording has no list of tools. If these calls still break after you have recorded again, the"
                        + " server accepts\n  more than it declares: call listTools() in a recorded test.";
    }

    /** What drift means for the recorded calls; empty if it breaks none of them. */
    public Optional<String> weighed(Catalog received) {
        List<BrokenCall> broken = BrokenCall.among(cassette.calls(), cassette.listedTools(), received).stream()
                .filter(call -> !call.isOnlyIncomplete())
                .toList();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(count(broken) + " (" + file.shown() + ")\n  "
                        + broken.get(0).sentence());
    }

    private String count(List<BrokenCall> broken) {
        int all = cassette.calls().size();
        long count = broken.stream().map(BrokenCall::call).distinct().count();
        return count + " of " + all + " recorded " + (all == 1 ? "call" : "calls") + " "
                + (count == 1 ? "breaks" : "break");
    }

    /**
     * The pin may ignore or accept that the real server differs from it, and then a new recording would differ, too. A
     * call is allowed if nothing else has changed about its part of the tool.
     */
    private List<BrokenCall> notAllowed(List<BrokenCall> found, Catalog pinned, DriftOptions options) {
        DriftReport counted = Drift.compare(pinned, recorded(pinned), options);
        List<Change> accepted =
                counted.accepted().stream().map(DriftReport.Accepted::change).toList();
        List<Change> counting = counted.changes().stream()
                .filter(change -> !accepted.contains(change))
                .toList();
        List<Change> all = Drift.compare(
                        pinned, recorded(pinned), options.withIgnore(List.of()).withAccept(List.of()))
                .changes();
        return found.stream()
                .filter(call -> all.stream().noneMatch(change -> isAbout(change, call))
                        || counting.stream().anyMatch(change -> isAbout(change, call)))
                .toList();
    }

    private static boolean isAbout(Change change, BrokenCall call) {
        return change.subject()
                        .equals(new Subject(Subject.Kind.TOOL, call.call().tool()))
                && change.at().toString().startsWith(call.part().place());
    }

    /** What the server declared when it was recorded: the tools only. */
    private Catalog recorded(Catalog pinned) {
        return new Catalog(
                pinned.server(),
                pinned.clientCapabilities(),
                new ArrayList<>(cassette.listedTools()),
                pinned.prompts(),
                pinned.resources(),
                pinned.resourceTemplates());
    }

    private static String title(BrokenCall call, List<Change> changes) {
        String tool = call.call().tool();
        String place = call.part().place();
        return changes.stream()
                .filter(change -> isAbout(change, call))
                .filter(change -> change.compatibility() == Compatibility.BREAKING
                        || change.compatibility() == Compatibility.RISKY)
                .findFirst()
                .map(change -> change.level() + "    tools/" + Printable.line(tool) + "  " + change.rule() + "  "
                        + Printable.line(change.at().toString()))
                .orElse("BREAKING    tools/" + Printable.line(tool) + "  " + place);
    }
}
