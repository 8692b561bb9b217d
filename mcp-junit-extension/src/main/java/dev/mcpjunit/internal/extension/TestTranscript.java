/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.secret.Addresses;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.settings.TranscriptMode;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptHeader;
import dev.mcpjunit.transcript.internal.HttpArchive;
import dev.mcpjunit.transcript.internal.Masking;
import dev.mcpjunit.transcript.internal.RecordingLimit;
import dev.mcpjunit.transcript.internal.RunClock;
import dev.mcpjunit.transcript.internal.TestRecording;
import dev.mcpjunit.transcript.internal.TrafficReport;
import dev.mcpjunit.transcript.internal.TranscriptTail;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The transcript of one test. Whatever goes wrong with it is reported, and changes neither the success nor the failure
 * of the test.
 */
final class TestTranscript implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.Transcript");

    private final TestRecording recording;
    private final List<ServerHandle> servers = new ArrayList<>();
    private final Set<String> givenAway = new LinkedHashSet<>();
    private boolean finished;

    TestTranscript(RecordingLimit limit) {
        this.recording = new TestRecording(limit);
    }

    TrafficListener proxies() {
        return recording.proxies();
    }

    synchronized void attach(ServerHandle server) {
        if (!finished && !servers.contains(server)) {
            servers.add(server);
            server.tape().attach(recording);
        }
    }

    synchronized void givesAway(String server) {
        givenAway.add(server);
    }

    synchronized void finish(ExtensionContext context, Optional<Throwable> failure) {
        if (finished) {
            return;
        }
        finished = true;
        try {
            var settings = new Settings(context);
            boolean published = failure.isPresent() || settings.transcriptMode() == TranscriptMode.ALWAYS;
            boolean wanted = published || settings.writesReport() || settings.exportsSpans();
            detach(wanted);
            if (wanted) {
                Supplier<Transcript> transcript = transcript(context, Masking.of(settings.transcriptMasks()));
                RunReports.recorded(context, transcript);
                if (published) {
                    publish(context, failure, transcript.get());
                }
            }
        } catch (RuntimeException | LinkageError | StackOverflowError problem) {
            report(context, problem);
        } finally {
            recording.close();
        }
    }

    private void detach(boolean wanted) {
        for (ServerHandle server : servers) {
            Attribution attribution = server.tape().detach(recording);
            if (wanted) {
                for (ServerLog.Line line : server.logSince(recording.startedNanos())) {
                    recording.serverOutput(server.spec().name(), line.nanoTime(), attribution, line.text());
                }
            }
        }
    }

    private Supplier<Transcript> transcript(ExtensionContext context, Masking masking) {
        givenAway.forEach(server -> recording.note("Clients that the test connects to the endpoint of server '" + server
                + "' are not recorded. To record them, give the test method a FaultInjector or"
                + " Traffic parameter."));
        return recording.transcript(
                TranscriptHeader.of(
                        context.getRequiredTestClass().getName(),
                        context.getDisplayName(),
                        context.getUniqueId(),
                        RunClock.startedAt()),
                masking);
    }

    private void publish(ExtensionContext context, Optional<Throwable> failure, Transcript transcript) {
        if (transcript.frames().isEmpty()) {
            return;
        }
        Optional<String> tail = TranscriptTail.of(transcript, recording.startedNanos());
        Optional<String> file = Optional.empty();
        try {
            String written = TranscriptFiles.write(context, transcript, HttpArchive.of(transcript, this::address));
            context.publishReportEntry("mcp.transcript", written);
            RunConsole.of(context).transcript(written);
            file = Optional.of(written);
        } catch (UncheckedIOException unwritable) {
            report(context, unwritable);
        }
        String place = file.map(path -> "\n  Transcript: " + path).orElse("");
        if (failure.isPresent() && tail.isPresent() && !TrafficReport.attach(failure.get(), tail.get() + place)) {
            context.publishReportEntry("mcp.traffic", tail.get());
        }
    }

    /** The address of a server that has started, without what may be secret in it. */
    private Optional<String> address(String name) {
        try {
            return servers.stream()
                    .filter(server -> server.spec().name().equals(name))
                    .findFirst()
                    .map(server -> server.server().endpoint())
                    .filter(McpEndpoint.Http.class::isInstance)
                    .map(endpoint -> Secrets.maskKnown(Addresses.withoutSecrets(
                            ((McpEndpoint.Http) endpoint).uri().toString())));
        } catch (McpException notStarted) {
            return Optional.empty();
        }
    }

    private static void report(ExtensionContext context, Throwable problem) {
        String text = Printable.message("The transcript of " + context.getDisplayName()
                + " is missing, which does not change the result of the test: "
                + (problem instanceof UncheckedIOException ? problem.getMessage() : problem));
        LOG.log(System.Logger.Level.WARNING, text);
        context.publishReportEntry("mcp.transcript.problem", text);
    }

    @Override
    public synchronized void close() {
        if (!finished) {
            // A test that was never begun, for example because its constructor failed.
            finished = true;
            servers.forEach(server -> server.tape().detach(recording));
            recording.close();
        }
    }
}
