/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.report.DriftJson;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.SnapshotVerdict.Drifted;
import dev.mcpjunit.snapshot.SnapshotVerdict.Missing;
import dev.mcpjunit.snapshot.SnapshotVerdict.Moved;
import dev.mcpjunit.snapshot.SnapshotVerdict.OtherClient;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Written;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * Turns the verdict on a snapshot into a message: what, where, and what to do next.
 *
 * @param server the server's name
 * @param testClass the class that pins it
 * @param files the project's files
 * @param snapshot the snapshot file
 * @param received the file that has what was received instead
 */
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
                    "Unreadable snapshot: " + files.show(snapshot) + " of server '" + server + "' is no snapshot. "
                            + unreadable.reason() + ".\n\n"
                            + "  Write it anew with   " + files.command(testClass, "update") + "\n"
                            + "  Received file " + files.show(received));
        }
        if (verdict instanceof OtherClient other) {
            return failed("Not comparable: " + files.show(snapshot) + " of server '" + server
                    + "' was taken by a client with capabilities " + other.pinned()
                    + ", but this test's client declares "
                    + other.now() + ". Servers may offer more to clients that can do more.\n\n"
                    + "  Declare the same with @McpServer(clientCapabilities = …), or take the snapshot anew with   "
                    + files.command(testClass, "update"));
        }
        return Optional.empty();
    }

    private static Optional<AssertionFailedError> failed(String message) {
        return Optional.of(new AssertionFailedError(message));
    }

    /** What is worth telling about a verdict that is no failure. */
    Optional<String> notice(SnapshotVerdict verdict) {
        if (verdict instanceof Moved moved) {
            return Optional.of("Server '" + server + "' still honours " + files.show(snapshot) + ", but has moved:\n\n"
                    + DriftText.of(moved.report().withoutUnused()) + "\n\n  Record with   "
                    + files.command(testClass, "update") + "\n  Received file " + files.show(received));
        }
        return verdict instanceof Written written
                ? Optional.of((written.how() == Written.How.CREATED ? "Created " : "Updated ") + files.show(snapshot)
                        + " from server '" + server + "'. Review it and commit it.")
                : Optional.empty();
    }

    private String drifted(DriftReport report) {
        String head = report.failing().isEmpty()
                ? "Pin in need of care: server '" + server + "' honours " + files.show(snapshot)
                        + ", but its pin is out" + " of date"
                : "Schema drift: server '" + server + "' no longer honours " + files.show(snapshot);
        return head + "\n\n" + DriftText.of(report)
                + "\n\n  Accept with   " + files.command(testClass, "update")
                + "\n  Received file " + files.show(received)
                + "\n  All changes   " + files.show(json());
    }

    /** Leave a report for programs beside what was received, or take an old one away. */
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
                        file::delete);
    }

    private static Optional<DriftReport> reported(SnapshotVerdict verdict) {
        if (verdict instanceof Drifted drifted) {
            return Optional.of(drifted.report());
        }
        return verdict instanceof Moved moved ? Optional.of(moved.report()) : Optional.empty();
    }

    private Path json() {
        String name = String.valueOf(received.getFileName());
        return received.resolveSibling(name.replaceFirst("\\.received\\.json$", ".drift.json"));
    }
}
