/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.isolation;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.isolation.ClientIdentity;
import dev.mcpjunit.contract.isolation.DeclaredIsolation;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.wiring.AwaitedServer;
import dev.mcpjunit.load.internal.Nonces;
import dev.mcpjunit.server.RunningServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** The clients of one run of a check, and the client that wrote each nonce. Closing it closes their connections. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class IsolationTrial implements CheckRunner.Subject {

    private static final int LINES = 40;

    private final DeclaredIsolation declared;
    private final RunningServer server;
    private final Nonces nonces = new Nonces();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, IsolatedClient> owners = new ConcurrentHashMap<>();
    private final List<McpConnection> opened = Collections.synchronizedList(new ArrayList<>());
    private final List<String> timeline = new ArrayList<>();
    private int more;

    /** Connect no client yet. */
    public IsolationTrial(DeclaredIsolation declared, RunningServer server) {
        this.declared = declared;
        this.server = server;
    }

    DeclaredIsolation declared() {
        return declared;
    }

    String server() {
        return server.name();
    }

    IsolatedClient first() {
        return connect(declared.first());
    }

    IsolatedClient second() {
        return connect(declared.second());
    }

    /** A fresh connection of a client. */
    private IsolatedClient connect(ClientIdentity identity) {
        if (server.endpoint() instanceof McpEndpoint.Stdio
                && !identity.headers().isEmpty()) {
            throw Finding.notApplicable(
                    "server '" + server() + "' runs on standard input and output, where clients send" + " no headers; '"
                            + identity + "' has some");
        }
        try {
            McpConnection connection = open(identity);
            opened.add(connection);
            return new IsolatedClient(identity, connection, this);
        } catch (McpException refused) {
            throw Finding.inconclusive("client '" + identity + "' could not connect: " + refused.getMessage());
        }
    }

    /** As the server of a test is declared: its protocol, transport, capabilities and cookies. */
    private McpConnection open(ClientIdentity identity) {
        if (server instanceof AwaitedServer declaredServer) {
            return declaredServer.open(identity.headers());
        }
        McpConnectionBuilder builder = McpConnection.builder(server.endpoint()).name(server());
        identity.headers().forEach(builder::header);
        return builder.open();
    }

    Nonces nonces() {
        return nonces;
    }

    /** A number for data of a client. */
    int numberFor(IsolatedClient owner) {
        int number = numbers.getAndIncrement();
        owners.put(number, owner);
        return number;
    }

    /** Whose data it is. */
    IsolatedClient owner(int number) {
        IsolatedClient owner = owners.get(number);
        if (owner == null) {
            throw new IllegalStateException("No client has written nonce " + number);
        }
        return owner;
    }

    /** Note what happened, in order. */
    synchronized void happened(String what) {
        if (timeline.size() < LINES) {
            timeline.add(Printable.line(what, 200));
        } else {
            more++;
        }
    }

    @Override
    public Exemptions exemptions() {
        return declared.exemptions();
    }

    @Override
    public boolean runsOnRealTime() {
        return true;
    }

    @Override
    public synchronized String timeline() {
        return timeline.stream().map(line -> "  " + line).collect(joining("\n"))
                + (more == 0 ? "" : "\n  … and " + more + " more");
    }

    @Override
    public void close() {
        List.copyOf(opened).forEach(McpConnection::close);
    }
}
