/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.ServerLink;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.internal.wire.http.HttpWire;
import dev.mcpjunit.internal.wire.http.sse.FallbackWire;
import dev.mcpjunit.internal.wire.http.sse.SseWire;
import dev.mcpjunit.internal.wire.stdio.StdioWire;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Opens connections on the wire that an endpoint asks for. */
final class Connections {

    private static final long RETRY_MILLIS = 50;

    private final ServerSpec spec;
    private final ServerTape tape;

    /** Open connections to a server, and record them. */
    Connections(ServerSpec spec, ServerTape tape) {
        this.spec = spec;
        this.tape = tape;
    }

    /** Whether an endpoint is that of a server or of one of its replicas, and not of a proxy in front of it. */
    static boolean isDirect(StartedServer server, McpEndpoint at) {
        return Stream.concat(Stream.of(server), server.replicas().stream())
                .anyMatch(each -> isSame(at, each.endpoint()));
    }

    private static boolean isSame(McpEndpoint one, McpEndpoint other) {
        if (one instanceof McpEndpoint.Http http && other instanceof McpEndpoint.Http direct) {
            return http.uri().equals(direct.uri());
        }
        return one.equals(other);
    }

    McpConnection open(StartedServer server, Deadline deadline) {
        return open(server, server.endpoint(), spec.protocol(), deadline);
    }

    /** Open a connection to a server that is reached at another address, because there is a proxy in between. */
    McpConnection open(StartedServer server, McpEndpoint at, ProtocolChoice protocol, Deadline deadline) {
        if (at instanceof McpEndpoint.Stdio stdio) {
            if (spec.authorization().login() != Login.NONE) {
                throw new ServerStartException(
                        "Server '" + spec.name() + "' runs on standard input and output, where no connection can log"
                                + " in. Let it listen on HTTP, or do not log in.",
                        null);
            }
            return connect(
                    server,
                    inbox -> new StdioWire(spec.name(), ((StdioServer) server).start(stdio), inbox, tape),
                    protocol,
                    deadline);
        }
        Supplier<McpEndpoint.Http> address = () -> (McpEndpoint.Http) at;
        return openHttp(server, address, protocol, spec.source().isStartedByTest(), deadline);
    }

    /** Open a connection to a server on HTTP that may not answer yet, because it was restarted or unfrozen. */
    McpConnection openWhenReady(StartedServer server, ProtocolChoice protocol, Deadline deadline) {
        Supplier<McpEndpoint.Http> address = () -> (McpEndpoint.Http) server.endpoint();
        return openHttp(server, address, protocol, true, deadline);
    }

    private McpConnection connect(
            StartedServer server, Function<Inbox, Wire> wires, ProtocolChoice protocol, Deadline deadline) {
        return McpConnection.open(
                new ServerLink(spec.name(), wires, server::exitReport),
                ClientProfile.declaring(spec.clientCapabilities()),
                protocol,
                spec.requestTimeout(),
                deadline);
    }

    /** A server that was started just now may not listen yet; one that runs already either does or never will. */
    private McpConnection openHttp(
            StartedServer server,
            Supplier<McpEndpoint.Http> address,
            ProtocolChoice protocol,
            boolean mayBecomeReady,
            Deadline deadline) {
        while (true) {
            McpEndpoint.Http endpoint = address.get();
            try {
                McpConnection opened = connect(server, inbox -> httpWire(endpoint, inbox), protocol, deadline);
                if (server.end().isDone()) {
                    throw answeredByAnother(server, endpoint, opened);
                }
                return opened;
            } catch (ServerUnreachableException notYet) {
                if (!mayBecomeReady || deadline.isOver()) {
                    throw notYet;
                }
                if (!stillStarting(server)) {
                    throw diedMeanwhile(server, notYet);
                }
            }
        }
    }

    private Wire httpWire(McpEndpoint.Http endpoint, Inbox inbox) {
        Cookies cookies = spec.cookies();
        if (spec.transport() == Transport.SSE) {
            return new SseWire(spec.name(), endpoint, inbox, cookies, tape);
        }
        // The transport of a started server is declared; an address may be that of an old server.
        boolean mayBeOld = spec.transport() == Transport.AUTO
                && !spec.source().isStartedByTest()
                && spec.authorization().login() == Login.NONE;
        return mayBeOld
                ? new FallbackWire(spec.name(), endpoint, inbox, cookies, tape)
                : new HttpWire(spec.name(), endpoint, inbox, cookies, spec.authorization(), tape);
    }

    /** The server still ran when the connection was refused, so the failure does not say that it has ended. */
    private static McpException diedMeanwhile(StartedServer server, ServerUnreachableException failure) {
        return server.exitReport()
                .<McpException>map(words -> new ServerDiedException(failure.getMessage() + "\n" + words, failure))
                .orElse(failure);
    }

    /** A server that has ended answers nothing: what answered is not the server under test. */
    private ServerDiedException answeredByAnother(
            StartedServer server, McpEndpoint.Http endpoint, McpConnection other) {
        other.close();
        return new ServerDiedException(
                "Server '" + spec.name() + "' has ended, but something else answers at " + endpoint.describe()
                        + ". Stop that, or let the server listen at another port.\n"
                        + server.exitReport().orElse(""),
                null);
    }

    private static boolean stillStarting(StartedServer server) {
        try {
            server.end().get(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException lives) {
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
