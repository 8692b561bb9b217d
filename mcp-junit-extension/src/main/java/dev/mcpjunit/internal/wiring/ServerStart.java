/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The start of a server: launches it, and waits until it answers. */
final class ServerStart {

    private final ServerSpec spec;
    private final ServerTape tape;
    private final Optional<CassetteRun> cassette;
    private volatile @Nullable StartedServer started;

    ServerStart(ServerSpec spec, ServerTape tape, Optional<CassetteRun> cassette) {
        this.spec = spec;
        this.tape = tape;
        this.cassette = cassette;
    }

    /** The server, as soon as it was launched; it need not have answered. */
    Optional<StartedServer> started() {
        return Optional.ofNullable(started);
    }

    /** Start the server, and wait until it has answered. */
    // The notice is closed when the wait ends, and has no other use.
    @SuppressWarnings("try")
    LiveServer run() {
        StartedServer server = Launchers.launch(spec, cassette, Deadline.after(spec.startupTimeout()));
        started = server;
        // From here, for what came before may have been the pull of an image.
        var deadline = Deadline.after(spec.startupTimeout());
        try {
            var live = new LiveServer(spec, server, tape);
            try (var unused = Progress.begin(elapsed -> waiting(server, elapsed))) {
                live.becomeReady(deadline);
            }
            tape.happened(new Event.ServerStarted());
            // Asynchronously: others wait for the end as well, and a report waits for the last lines.
            CompletableFuture<Void> unused = server.end().thenRunAsync(() -> tape.ended(() -> exitReport(server)));
            cassette.ifPresent(CassetteRun::ready);
            return live;
        } catch (RuntimeException failure) {
            boolean late = deadline.isOver();
            server.close();
            // Read the log last: the line with the reason may come shortly after the answer.
            throw notReady(spec, failure, late, server.log());
        }
    }

    private static String exitReport(StartedServer server) {
        return server.exitReport().orElse("It is not known how.");
    }

    private String waiting(StartedServer server, Duration elapsed) {
        List<String> log = server.log();
        return "Server '" + spec.name() + "' has not answered for " + Durations.print(elapsed)
                + ". It may take " + Durations.print(spec.startupTimeout()) + " (startupTimeout). "
                + (log.isEmpty()
                        ? "Its log is empty."
                        : "Its log ends with: " + SecretMasking.ofMessages().text(log.get(log.size() - 1)));
    }

    /** What to report about a server that did not answer in time, or not as it should. */
    static RuntimeException notReady(ServerSpec spec, RuntimeException failure, boolean late, List<String> log) {
        return failure instanceof ServerStartException
                ? failure
                : new ServerStartException(
                        "Server '" + spec.name() + "' did not become ready"
                                + (late
                                        ? " within its startupTimeout of " + Durations.print(spec.startupTimeout())
                                        : "")
                                + ".\n" + failure.getMessage() + lastLines(String.valueOf(failure.getMessage()), log)
                                + "\n  It is the "
                                + spec.source().describe(),
                        failure);
    }

    /** The end of the log on lines of its own, unless the failure has it already, or there is no log. */
    private static String lastLines(String failure, List<String> log) {
        if (log.isEmpty() || failure.contains(ServerLog.LAST_LINES)) {
            return "";
        }
        var shown = new ServerLog();
        log.forEach(shown::add);
        return "\n" + shown.lastLines("log");
    }
}
