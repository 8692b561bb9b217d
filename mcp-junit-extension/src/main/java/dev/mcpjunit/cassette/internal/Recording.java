/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.HttpFaultProxy;
import dev.mcpjunit.fault.internal.http.HttpProxyConfig;
import dev.mcpjunit.fault.internal.stdio.StdioBridge;
import dev.mcpjunit.fault.internal.stdio.StdioBridgeConfig;
import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.snapshot.internal.KnownSecretMask;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.InvalidTranscriptException;
import dev.mcpjunit.transcript.Transcript;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The real server runs behind a proxy without faults, and what crosses it is written when the server is stopped. It is
 * written completely or not at all: not if the server did not become ready, and not if a test failed. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Recording implements CassetteRun {

    /** The logger of the public annotation. */
    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.McpServer");

    private static final long MOST_BYTES = 24L * 1024 * 1024;

    /** The members of a line that come from the client or the server. */
    private static final Set<String> FOREIGN = Set.of("message", "text", "headers", "tool", "reason", "line", "report");

    private final CassetteFile file;
    private final Target target;
    private final Clock clock;
    private Optional<TapeRecorder> begun = Optional.empty();
    private final RunningNow running = new RunningNow();
    private boolean ready;
    private Optional<String> discarded = Optional.empty();

    /** What becomes of a file that exists. */
    public enum Target {
        /** It stays, also if another run has written it meanwhile. */
        MISSING_FILE,
        /** It is replaced. */
        ANY_FILE
    }

    /** Record to a file. */
    public Recording(CassetteFile file, Target target, Clock clock) {
        this.file = file;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public CassetteFile file() {
        return file;
    }

    @Override
    public synchronized void ready() {
        ready = true;
        begun.ifPresent(TapeRecorder::ready);
    }

    @Override
    public void begin(String test) {
        running.begin(test);
    }

    @Override
    public void end(String test) {
        running.end(test);
    }

    @Override
    public synchronized void discard(String reason) {
        discarded = Optional.of(discarded.orElse(reason));
    }

    @Override
    public StartedServer launch(ServerSpec spec, Launcher launcher, Deadline deadline) {
        if (spec.transport() == Transport.SSE) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "' cannot have a cassette: the transport SSE is not recorded."
                            + " Use STREAMABLE_HTTP or STDIO.",
                    null);
        }
        StartedServer real = launcher.launch(spec, deadline);
        try {
            return real.endpoint() instanceof McpEndpoint.Stdio stdio
                    ? overStdio(spec.name(), stdio, (StdioServer) real)
                    : overHttp(spec.name(), real);
        } catch (RuntimeException failure) {
            real.close();
            throw failure;
        }
    }

    private StartedServer overStdio(String name, McpEndpoint.Stdio command, StdioServer real) {
        TapeRecorder tape = begin(name, Carrier.STDIO);
        StdioBridge bridge = StdioBridge.start(new StdioBridgeConfig(
                name, command, new FaultPlan(), TrafficRecorder.heardBy(tape), act -> {}, real::start));
        return new StdioServer(name, bridge.endpoint(), real.image(), () -> {
            try (real;
                    bridge) {
                // The bridge first, then the server behind it.
            }
            write(tape);
        });
    }

    private StartedServer overHttp(String name, StartedServer real) {
        TapeRecorder tape = begin(name, Carrier.HTTP);
        HttpFaultProxy proxy = HttpFaultProxy.start(new HttpProxyConfig(
                name,
                () -> (McpEndpoint.Http) real.endpoint(),
                new FaultPlan(),
                TrafficRecorder.heardBy(tape),
                act -> {}));
        return new RecordedServer(real, proxy.endpoint(), tape, () -> {
            tape.stopped();
            try (real;
                    proxy) {
                // The proxy first, then the server behind it.
            }
            write(tape);
        });
    }

    private synchronized TapeRecorder begin(String name, Carrier carrier) {
        var tape = new TapeRecorder(name, carrier, running);
        begun = Optional.of(tape);
        return tape;
    }

    private synchronized void write(TapeRecorder recorded) {
        if (!ready) {
            return;
        }
        if (discarded.isPresent()) {
            LOG.log(System.Logger.Level.WARNING, "Did not write " + file.shown() + ": " + discarded.get() + ".");
            return;
        }
        if (recorded.bytes() > MOST_BYTES) {
            throw new IllegalStateException("Did not write " + file.shown() + ": it would be larger than "
                    + MOST_BYTES / (1024 * 1024) + " MiB. Record fewer or smaller answers.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String text = CassetteMask.of(file.masks())
                .of(recorded.transcript(now))
                .print()
                .lines()
                .map(Recording::masked)
                .collect(joining("\n", "", "\n"));
        Transcript.parse(file.shown(), text);
        var cassette = new SnapshotFile(file.path());
        String existing = cassette.read() instanceof FileContent.Text before ? before.text() : "";
        boolean written = target == Target.ANY_FILE
                ? !isSameButForDate(cassette.read(), text) && cassette.replace(text)
                : cassette.create(text);
        if (written) {
            LOG.log(System.Logger.Level.INFO, "Recorded " + file.shown() + ". Review it and commit it.");
            int was = requests(existing);
            int is = requests(text);
            if (is < was) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        file.shown() + " had " + was + " requests and has " + is + " now. Were only some tests of the"
                                + " class run? Then record again with   " + file.refresh());
            }
        }
    }

    /** How many requests a recording has, apart from handshakes and lists, of which clients make more or fewer. */
    private int requests(String recording) {
        try {
            return (int) Tape.of(Transcript.parse(file.shown(), recording)).exchanges().stream()
                    .filter(exchange -> RpcMessage.isRequest(exchange.message()))
                    .filter(exchange -> !Matching.isRepeatable(exchange.method()))
                    .count();
        } catch (InvalidTranscriptException noRecording) {
            return 0;
        }
    }

    /** A line without known secrets. The members of the format itself are no secrets, even if they look like one. */
    private static String masked(String line) {
        JsonObject.Builder masked = JsonObject.builder();
        ((JsonObject) Json.parse(line))
                .members()
                .forEach((name, value) -> masked.put(name, FOREIGN.contains(name) ? KnownSecretMask.of(value) : value));
        return Json.print(masked.build());
    }

    /** A file that differs in its first line only has the same answers. */
    private static boolean isSameButForDate(FileContent existing, String text) {
        return existing instanceof FileContent.Text file
                && withoutHeader(file.text()).equals(withoutHeader(text));
    }

    private static String withoutHeader(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }
}
