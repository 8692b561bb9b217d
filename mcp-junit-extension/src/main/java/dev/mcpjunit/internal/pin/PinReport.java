/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.report.DriftJson;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.SnapshotVerdict.Created;
import dev.mcpjunit.snapshot.SnapshotVerdict.Drifted;
import dev.mcpjunit.snapshot.SnapshotVerdict.Matches;
import dev.mcpjunit.snapshot.SnapshotVerdict.Missing;
import dev.mcpjunit.snapshot.SnapshotVerdict.Moved;
import dev.mcpjunit.snapshot.SnapshotVerdict.OtherClient;
import dev.mcpjunit.snapshot.SnapshotVerdict.Refused;
import dev.mcpjunit.snapshot.SnapshotVerdict.Refused.Purpose;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Updated;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** Turns the verdict on a snapshot into a message: what, where, and what to do next. */
record PinReport(String server, Class<?> testClass, ProjectFiles files, Path snapshot, Path received) {

    /** The failure that a verdict is, if it is one. */
    Optional<AssertionFailedError> failure(SnapshotVerdict verdict) {
        if (verdict instanceof Drifted drift) {
            return Optional.of(new AssertionFailedError(drifted(drift.report()), drift.pinned(), drift.received()));
        }
        if (verdict instanceof Missing) {
            return failed("No snapshot: server '" + server + "' is pinned, but " + files.show(snapshot)
                    + " does not exist. Has it been committed?\n\n"
                    + "  Create it on your machine with   " + files.command(testClass, "create-missing") + "\n"
                    + "  Received file " + files.show(received));
        }
        if (verdict instanceof Unreadable unreadable) {
            return failed(
                    "Unreadable snapshot: " + files.show(snapshot) + " of server '" + server + "' is not a snapshot. "
                            + unreadable.reason() + ".\n\n"
                            + "  Replace it with   " + files.command(testClass, "update") + "\n"
                            + "  Received file " + files.show(received));
        }
        if (verdict instanceof OtherClient other) {
            return failed("Not comparable: " + files.show(snapshot) + " of server '" + server
                    + "' was taken by a client with capabilities " + other.pinned()
                    + ", but this test's client declares "
                    + other.now() + ". Servers may offer more to clients that can do more.\n\n"
                    + "  Declare the same with @McpServer(clientCapabilities = …), or replace the snapshot with   "
                    + files.command(testClass, "update"));
        }
        if (verdict instanceof Refused refused) {
            return failed(refused(refused));
        }
        return Optional.empty();
    }

    private String refused(Refused refused) {
        String mode = refused.isSuspicious()
                ? SnapshotMode.UPDATE_AND_ACCEPT_SUSPICIOUS.toString()
                : SnapshotMode.UPDATE.toString();
        String written = "Not pinned: " + files.show(snapshot) + " was not "
                + (refused.purpose() == Purpose.CREATE ? "created" : "updated");
        if (isOnlyMisconfigured(refused.report())) {
            return written + ", because its @PinnedSchema does not fit server '" + server + "':\n\n"
                    + DriftText.of(refused.report()) + correct();
        }
        return written + ", because what server '" + server
                + "' declares must be reviewed first:\n\n" + DriftText.of(refused.report())
                + "\n\n  Accept with   " + files.command(testClass, mode)
                + "\n  Received file " + files.show(received)
                + "\n  All findings  " + files.show(json());
    }

    private static boolean isOnlyMisconfigured(DriftReport report) {
        return report.failing().isEmpty() && report.fails();
    }

    /** An update of the snapshot changes nothing about an annotation. */
    private String correct() {
        return "\n\n  Correct the @PinnedSchema of " + testClass.getName() + "\n  Received file "
                + files.show(received);
    }

    private static Optional<AssertionFailedError> failed(String message) {
        return Optional.of(new AssertionFailedError(message));
    }

    /** What to report about a verdict that is not a failure. */
    Optional<String> notice(SnapshotVerdict verdict) {
        if (verdict instanceof Moved moved) {
            String honors = moved.report().hasUnusedBreaks()
                    ? "' still honors what recorded requests use of "
                    : "' still honors ";
            return Optional.of("Server '" + server + honors + files.show(snapshot) + ", but has changed:\n\n"
                    + DriftText.of(moved.report().withoutUnused()) + "\n\n  Record with   "
                    + files.command(testClass, "update") + "\n  Received file " + files.show(received));
        }
        if (verdict instanceof Matches matches && !matches.unmatched().isEmpty()) {
            return Optional.of("Server '" + server + "' honors " + files.show(snapshot)
                    + ", but its @PinnedSchema ignores what is not there:\n\n"
                    + DriftText.of(matches.unmatched()));
        }
        if (verdict instanceof Created created) {
            return Optional.of("Created " + written() + listed("Found in it:", created.findings()));
        }
        return verdict instanceof Updated updated
                ? Optional.of("Updated " + written() + listed("Accepted by this update:", updated.accepted()))
                : Optional.empty();
    }

    private String written() {
        return files.show(snapshot) + " from server '" + server + "'. Review it and commit it.";
    }

    private static String listed(String title, DriftReport report) {
        String changes = DriftText.of(report.withoutUnused());
        return changes.isEmpty() ? "" : "\n\n" + title + "\n\n" + changes;
    }

    private String drifted(DriftReport report) {
        if (isOnlyMisconfigured(report)) {
            return "Snapshot configuration is out of date: server '" + server + "' honors " + files.show(snapshot)
                    + ", but its @PinnedSchema must be corrected:\n\n" + DriftText.of(report) + correct();
        }
        return "Schema drift: server '" + server + "' no longer honors " + files.show(snapshot) + "\n\n"
                + DriftText.of(report)
                + "\n\n  Accept with   " + files.command(testClass, "update")
                + "\n  Received file " + files.show(received)
                + "\n  All changes   " + files.show(json());
    }

    /** Write a report for programs beside what was received, or delete an old one. */
    void leaveJson(SnapshotVerdict verdict) {
        var file = new SnapshotFile(json());
        reported(verdict)
                .ifPresentOrElse(
                        report -> file.replace(Json.printSorted(JsonObject.builder()
                                        .put("server", server)
                                        .put("snapshot", files.show(snapshot))
                                        .put("report", DriftJson.of(report.withoutUnused()))
                                        .build())
                                + "\n"),
                        file::deleteIfFromEarlierRun);
    }

    private static Optional<DriftReport> reported(SnapshotVerdict verdict) {
        if (verdict instanceof Drifted drifted) {
            return Optional.of(drifted.report());
        }
        if (verdict instanceof Refused refused) {
            return Optional.of(refused.report());
        }
        return verdict instanceof Moved moved ? Optional.of(moved.report()) : Optional.empty();
    }

    private Path json() {
        String name = String.valueOf(received.getFileName());
        return received.resolveSibling(name.replaceFirst("\\.received\\.json$", ".drift.json"));
    }
}
