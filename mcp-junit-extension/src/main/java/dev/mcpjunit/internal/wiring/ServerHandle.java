/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static java.util.Objects.requireNonNull;

import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One server of a test, from start to close. It is started once, on a thread of its own, and the outcome is remembered:
 * each later caller gets the same server or the same failure immediately. An interrupted test does not interrupt the
 * start for others; {@link #close()} does.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ServerHandle implements AutoCloseable {

    /** An interrupted start may have to end a process that does not want to. */
    private final AtomicReference<@Nullable AwaitedServer> awaited = new AtomicReference<>();

    private static final long START_ENDS_SECONDS = 15;

    private final ServerSpec spec;
    private final ServerTape tape;
    private final Optional<CassetteRun> cassette;
    private final ServerStart launch;
    private final FutureTask<LiveServer> start;
    private @Nullable Thread starter;
    private boolean closed;

    /** Nothing is started yet, and nothing will be recorded. */
    public ServerHandle(ServerSpec spec) {
        this(spec, ServerTape.OFF, Optional.empty());
    }

    /**
     * Nothing is started yet.
     *
     * @param tape takes what crosses the wire of connections that lead directly to the server
     * @param cassette what is done with the recording of the server, if there is one
     */
    public ServerHandle(ServerSpec spec, ServerTape tape, Optional<CassetteRun> cassette) {
        this.spec = spec;
        this.tape = tape;
        this.cassette = cassette;
        this.launch = new ServerStart(spec, tape, cassette);
        this.start = new FutureTask<>(launch::run);
    }

    /** Start the server unless it was started before, and do not wait for it. */
    public synchronized void start() {
        if (starter != null || closed) {
            return;
        }
        starter = new Thread(start, "mcp-junit starts " + spec.name());
        starter.setDaemon(true);
        starter.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        starter.start();
    }

    /** What is done with the recording of the server, if there is one. */
    public Optional<CassetteRun> cassette() {
        return cassette;
    }

    /** What the test asked for. */
    public ServerSpec spec() {
        return spec;
    }

    /**
     * Wait for the server.
     *
     * @throws McpException if it could not be started, now or earlier
     */
    public StartedServer server() {
        return live().server();
    }

    /**
     * The server as a test is given it: what makes it answer again waits until it does.
     *
     * @throws McpException if it could not be started, now or earlier
     */
    public RunningServer awaitedServer() {
        RunningServer server = server();
        // One and the same for all who ask, so that it can be compared.
        return requireNonNull(awaited.updateAndGet(known -> known != null && known.server() == server
                ? known
                : new AwaitedServer(server, this::awaitAnswer, this::open)));
    }

    /** What the server and the connection to it were given and must not be printed or written. */
    public Secrets secrets() {
        McpEndpoint endpoint = server().endpoint();
        Secrets given = Secrets.of(spec.env(), spec.headers());
        Secrets declared = spec.authorization().login() == Login.NONE
                ? given
                : given.and(connection().secrets());
        return endpoint instanceof McpEndpoint.Http http
                ? declared.and(Secrets.of(Map.of(), http.headers())).and(Secrets.of(http.uri()))
                : declared.and(Secrets.of(endpoint.stdioEnvironment(), Map.of()))
                        .and(Secrets.ofCommand(endpoint.stdioCommand()));
    }

    private void awaitAnswer(RunningServer replica) {
        if (replica.endpoint() instanceof McpEndpoint.Stdio) {
            return;
        }
        var deadline = Deadline.after(spec.startupTimeout());
        ServerSpec one = spec.named(replica.name());
        try {
            new Connections(one, ServerTape.OFF)
                    .openWhenReady((StartedServer) replica, protocol(), deadline)
                    .close();
        } catch (McpException failure) {
            throw ServerStart.notReady(spec, failure, deadline.isOver(), replica.log());
        }
    }

    private LiveServer live() {
        start();
        if (isClosed()) {
            throw new ServerStartException("Server '" + spec.name() + "' was stopped already: its scope is over", null);
        }
        try {
            return start.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while server '" + spec.name() + "' was starting", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new ServerStartException(
                    "Server '" + spec.name() + "' could not be started: " + failed.getCause(), failed.getCause());
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /**
     * What connections may speak with the server, once it is known which era it speaks: that need not be found out
     * again, and a test sees in its traffic what it does itself.
     */
    ProtocolChoice protocol() {
        return live().protocol();
    }

    /** The connection by which the server was found to be ready, or a new one if it was started anew since. */
    public McpConnection connection() {
        return live().clients().connection();
    }

    /**
     * Open a further connection, to be closed by the caller.
     *
     * @param at the endpoint of the server or of a proxy in front of it
     */
    public McpConnection open(McpEndpoint at) {
        // A proxy in between records by itself.
        return new Connections(spec, Connections.isDirect(server(), at) ? tape : ServerTape.OFF)
                .open(server(), at, protocol(), Deadline.after(spec.startupTimeout()));
    }

    /** The recorder of connections that lead directly to the server. */
    public ServerTape tape() {
        return tape;
    }

    /** The lines that the server has written since a moment, as far as they are kept; empty before it has started. */
    public List<ServerLog.Line> logSince(long nanoTime) {
        return launch.started().map(server -> server.logSince(nanoTime)).orElseGet(List::of);
    }

    /** What the server declares now: it may declare something else than before. */
    public Catalog catalog() {
        return connection().catalog();
    }

    /** A client of the Java SDK, connected. */
    public Object sdkClient(SdkClientKind kind) {
        return live().clients().sdkClient(kind);
    }

    @Override
    public void close() {
        Thread begun;
        synchronized (this) {
            begun = closed ? null : starter;
            closed = true;
        }
        if (begun == null) {
            return;
        }
        LiveServer live = liveOrNull(begun);
        if (live != null) {
            live.close();
        }
    }

    /** A start under way is interrupted; it ends what it has begun, and is waited for. */
    private @Nullable LiveServer liveOrNull(Thread begun) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!start.isDone()) {
                begun.interrupt();
            }
            return start.get(START_ENDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            interrupted = true;
            return null;
        } catch (ExecutionException | TimeoutException nothingStarted) {
            return null;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
