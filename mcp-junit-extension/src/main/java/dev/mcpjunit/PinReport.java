/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.drift.Difference;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.SnapshotVerdict.Drifted;
import dev.mcpjunit.snapshot.SnapshotVerdict.Missing;
import dev.mcpjunit.snapshot.SnapshotVerdict.OtherClient;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * Puts a verdict on a snapshot into words: what, where, and what to do next.
 *
 * @param server the server's name
 * @param testClass the class that pins it
 * @param files the project's files
 * @param snapshot the snapshot file
 * @param received the file that has what was received instead
 */
record PinReport(String server, Class<?> testClass, ProjectFiles files, Path snapshot, Path received) {

    private static final int SHOWN = 120;

    /** The failure that a verdict is, if it is one. */
    Optional<AssertionFailedError> failure(SnapshotVerdict verdict) {
        if (verdict instanceof Drifted drift) {
            return Optional.of(
                    new AssertionFailedError(drifted(drift.differences()), drift.pinned(), drift.received()));
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
        return verdict instanceof Written written
                ? Optional.of((written.created() ? "Created " : "Updated ") + files.show(snapshot) + " from server '"
                        + server + "'. Review it and commit it.")
                : Optional.empty();
    }

    private String drifted(List<Difference> differences) {
        return "Schema drift: server '" + server + "' no longer matches " + files.show(snapshot) + "\n\n"
                + differences.stream().map(PinReport::line).collect(joining("\n"))
                + "\n\n  Accept with   " + files.command(testClass, "update")
                + "\n  Received file " + files.show(received);
    }

    private static String line(Difference difference) {
        String place = "  " + difference.subject() + "  " + difference.at();
        if (difference.before().isEmpty()) {
            return place.stripTrailing() + "  added" + shown(difference, difference.after());
        }
        if (difference.after().isEmpty()) {
            return place.stripTrailing() + "  removed" + shown(difference, difference.before());
        }
        return place + "\n    - " + text(difference.before().get()) + "\n    + "
                + text(difference.after().get());
    }

    /** A whole tool that came or went is named; its declaration is in the files. */
    private static String shown(Difference difference, Optional<JsonValue> value) {
        return difference.at().tokens().isEmpty()
                ? ""
                : value.map(v -> " " + text(v)).orElse("");
    }

    private static String text(JsonValue value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
