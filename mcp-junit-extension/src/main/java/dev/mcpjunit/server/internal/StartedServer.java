/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal;

import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.server.RunningServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;

/** A running server as the library sees it: also its end, its log and its image. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface StartedServer extends RunningServer, AutoCloseable {

    /** Completes when the server has ended, for whatever reason; never where that cannot be observed. */
    default CompletableFuture<Void> end() {
        return new CompletableFuture<>();
    }

    /** What is known about a server that has ended: exit code and last lines. Empty while it runs. */
    default Optional<String> exitReport() {
        return Optional.empty();
    }

    /** Empty where the server is no process of ours. */
    @Override
    default List<String> log() {
        return List.of();
    }

    /** The lines of the log that are kept and were read after a moment, as {@link System#nanoTime()} says it. */
    default List<ServerLog.Line> logSince(long nanoTime) {
        return List.of();
    }

    /** Empty where the server is no process of ours. */
    @Override
    default OptionalInt exitCode() {
        return OptionalInt.empty();
    }

    /** How often it was started anew, which no connection survives. */
    default int restarts() {
        return 0;
    }

    /** The image it runs from, if it does from one. */
    default Optional<ImageIdentity> image() {
        return Optional.empty();
    }

    /** The processes of ours that run the server now, without those that they have started; empty if there are none. */
    default Set<ProcessHandle> processes() {
        return Set.of();
    }

    /** How many bytes of memory its processes have now; empty if that cannot be read. */
    default OptionalLong residentBytes() {
        return OptionalLong.empty();
    }

    /** How many characters it has written to its log so far; empty if that cannot be read. */
    default OptionalLong loggedCharacters() {
        return OptionalLong.empty();
    }

    /** Stop the server and all it started, within a bound. Idempotent. */
    @Override
    void close();
}
