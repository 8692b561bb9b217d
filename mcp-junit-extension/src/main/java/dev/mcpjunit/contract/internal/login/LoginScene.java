/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Caller;
import dev.mcpjunit.contract.internal.trial.PendingCall;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginSetup;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A protected server, its authorization servers, and one client. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LoginScene implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LoginTrial trial;
    private final DeclaredLogin declared;
    private final Caller caller;
    private final ScriptedIssuer issuer;
    private final ScriptedServer server;
    private final List<AutoCloseable> resources = new ArrayList<>();
    private @Nullable String supplied;
    private volatile @Nullable ClientUnderTest client;
    private volatile boolean closed;

    LoginScene(LoginTrial trial) {
        this.trial = trial;
        this.declared = trial.declared();
        this.caller = new Caller(trial.watch());
        this.issuer = newIssuer("authorization server A");
        this.server = newServer("server", issuer);
    }

    private ScriptedIssuer newIssuer(String name) {
        var made = new ScriptedIssuer(name, trial::log);
        resources.add(made);
        return made;
    }

    private ScriptedServer newServer(String name, ScriptedIssuer of) {
        var tools = new ArrayList<>(List.of(declared.tool()));
        declared.unsafeTool().ifPresent(tools::add);
        var made = new ScriptedServer(name, of, tools, trial::log);
        resources.add(made);
        return made;
    }

    /** The authorization server of the first login. */
    public ScriptedIssuer issuer() {
        return issuer;
    }

    /** The protected server. */
    public ScriptedServer server() {
        return server;
    }

    /** Make another authorization server. */
    public ScriptedIssuer anotherIssuer() {
        return newIssuer("authorization server B");
    }

    /** Make another server, which refuses each token of this one. */
    public ScriptedServer anotherServer() {
        return newServer("other server", newIssuer("authorization server of the other server"));
    }

    /** Connect the client, and call the tool. */
    public Outcome connectAndCall() {
        return connectAndCallWhile(() -> true);
    }

    /**
     * The same, for as long as a condition holds.
     *
     * @throws Finding if the caller is not answered in time
     */
    public Outcome connectAndCallWhile(BooleanSupplier goesOn) {
        declared.registration().ifPresent(known -> issuer.issuer()
                .register(
                        known.id(),
                        Optional.empty(),
                        List.of(known.redirectUri().toString())));
        trial.log("caller  connects and calls " + declared.tool());
        long before = executed(declared.tool());
        PendingCall pending = caller.begin("client of a protected server", () -> {
            connect();
            return client().call(declared.tool());
        });
        return outcome(pending, declared.tool(), before, goesOn);
    }

    private void connect() throws Exception {
        var setup = new LoginSetup(new McpEndpoint.Http(server.address()), this::token, new UserBrowser());
        ClientUnderTest connected = trial.bench().connector().connect(setup);
        client = connected;
        if (closed) {
            connected.close();
        }
    }

    /** A token for a client that asks a supplier: the same one until it is no longer valid. */
    private synchronized String token() {
        if (declared.kind() == DeclaredLogin.Kind.BY_ITSELF) {
            throw new IllegalStateException("A client that is declared to log in by itself gets no token. Declare"
                    + " DeclaredLogin.fromSupplier(…) for a client that takes its tokens from a supplier.");
        }
        String token = supplied;
        if (token == null
                || server.protection().trusted().issuer().scopesOfActive(token).isEmpty()) {
            token = server.protection()
                    .trusted()
                    .issueFor(server.address().toString(), Set.copyOf(Protection.SUPPORTED));
            supplied = token;
        }
        return token;
    }

    private ClientUnderTest client() {
        return Objects.requireNonNull(client, "not connected");
    }

    /** Call a tool. */
    public Outcome call(String tool) {
        return callWhile(tool, () -> true);
    }

    /** Call a tool, for as long as a condition holds. */
    public Outcome callWhile(String tool, BooleanSupplier goesOn) {
        trial.log("caller  calls " + tool);
        long before = executed(tool);
        return outcome(caller.begin("client of a protected server", () -> client().call(tool)), tool, before, goesOn);
    }

    /** Call a tool for what the client then sends; how the call ends, if it does, is judged by another check. */
    public void tryCall(String tool, BooleanSupplier goesOn) {
        try {
            Outcome unused = callWhile(tool, goesOn);
        } catch (EndlessException | Finding notAnswered) {
            // The client has sent what it sends.
        }
    }

    /** Call a tool several times at the same time. */
    public List<Outcome> callTogether(String tool, int count) {
        trial.log("caller  calls " + tool + " " + count + " times at the same time");
        long before = executed(tool);
        List<PendingCall> calls =
                caller.beginTogether("client of a protected server", () -> client().call(tool), count);
        return calls.stream()
                .map(pending -> outcome(pending, tool, before, () -> true))
                .toList();
    }

    private Outcome outcome(PendingCall pending, String tool, long before, BooleanSupplier goesOn) {
        while (true) {
            Optional<Call> ended = pending.await(LOOK);
            if (ended.isPresent()) {
                var outcome = new Outcome(ended.get(), declared.signal(), executed(tool) - before);
                trial.log("caller  " + outcome.ending());
                return outcome;
            }
            boolean isOver = pending.elapsed().minus(pending.lost()).compareTo(declared.answersWithin()) > 0;
            if (isOver || !goesOn.getAsBoolean()) {
                pending.interrupt();
                trial.log("caller  still waits, and is interrupted");
                throw isOver
                        ? Finding.failed("The caller was not answered within "
                                + Durations.print(declared.answersWithin())
                                + ". If a login takes longer, declare answersWithin(…)")
                        : new EndlessException();
            }
        }
    }

    /** Ends a call that goes on although its condition no longer holds. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static final class EndlessException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EndlessException() {
            super("The client goes on", null, false, false);
        }
    }

    private long executed(String tool) {
        return server.requests().stream()
                .filter(request -> request.calls(tool) && request.isExecuted())
                .count();
    }

    /** Expire all access tokens that the client has sent. */
    public void expireTokens() {
        trial.log("issuer  expires the tokens of the client");
        server.tokens().forEach(token -> issuer.issuer().end(token));
    }

    /** Let real time pass. */
    public void passTime(Duration time) {
        if (!trial.watch().waitUntil(trial.watch().now().plus(time))) {
            throw Finding.inconclusive("The test was interrupted while it waited");
        }
    }

    /** Whether something happens within a time. Waits for no longer. */
    public boolean happensWithin(Duration time, BooleanSupplier event) {
        Instant end = trial.watch().now().plus(time);
        while (!event.getAsBoolean() && trial.watch().now().isBefore(end)) {
            passTime(LOOK);
        }
        return event.getAsBoolean();
    }

    /** Close the client, as its user does. */
    public void closeClient() {
        ClientUnderTest closing = client;
        client = null;
        if (closing != null) {
            PendingCall pending = caller.begin("closes the client of a protected server", () -> {
                closing.close();
                return "closed";
            });
            if (pending.await(CLOSING).isEmpty()) {
                pending.interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeClient();
        caller.close();
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception unusable) {
                throw new IllegalStateException("A server of a check cannot be stopped", unusable);
            }
        }
    }
}
