/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One conversation with a server, from opening to close: numbers the requests, lets the era stamp them, tells the
 * server when one is given up, and names the death of the server as the cause where it is the cause.
 */
final class Conversation implements Era.Exchange, AutoCloseable {

    private static final Duration COURTESY = Duration.ofSeconds(1);

    /** On a busy machine the end of a process shows late; each look waits a moment for it. */
    private static final int LOOKS = 5;

    private final ConnectionOptions options;
    private final Function<Inbox, Wire> wires;
    private final Findings findings = new Findings();
    private final ServerRequests serverRequests;
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock handshake = new ReentrantLock();
    private volatile Wire wire;
    private volatile Era era;

    Conversation(Function<Inbox, Wire> wires, ConnectionOptions options) {
        this.options = options;
        this.wires = wires;
        this.serverRequests = new ServerRequests(options.server(), findings, this::reply);
        this.era = new HandshakeEra(
                options.server(), options.client(), options.protocol().handshakeRevisions());
        this.wire = wires.apply(serverRequests);
    }

    ServerDescription open(Deadline deadline) {
        try {
            return new Opening(options, this).open(deadline);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Speak like this from now on. */
    void speak(Era chosen) {
        serverRequests.allow(chosen.hasServerRequests());
        era = chosen;
    }

    StatelessEra statelessEra(ProtocolRevision revision) {
        return new StatelessEra(
                options.server(),
                options.client(),
                revision,
                new InputRounds(options.server(), options.client().capabilities(), serverRequests::scriptFor),
                new ToolHeaders(findings),
                wire.hasExchangePerRequest());
    }

    /** Begin anew with a fresh process, for the one before has ended. */
    void restart() {
        wire.close();
        wire = wires.apply(serverRequests);
    }

    Era era() {
        return era;
    }

    /** Note what is odd and no failure. */
    void find(String finding) {
        findings.add(finding);
    }

    List<String> findings() {
        return Stream.of(wire.findings(), findings.all()).flatMap(List::stream).toList();
    }

    ServerRequests serverRequests() {
        return serverRequests;
    }

    Wire wire() {
        return wire;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    JsonObject request(String method, JsonObject params, Duration timeout) {
        try {
            JsonObject answer = era.request(method, params, (m, p) -> once(m, p, timeout));
            serverRequests.rethrowFailure();
            return answer;
        } catch (McpException failure) {
            serverRequests.rethrowFailure();
            throw failure;
        }
    }

    private JsonObject once(String method, JsonObject params, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        if (wire.needsHandshake()) {
            shakeHandsAgain(deadline);
        }
        long id = nextId();
        try {
            return send(id, method, params, deadline);
        } catch (McpTimeoutException late) {
            cancel(id);
            throw late;
        }
    }

    /** A session that the server has ended is no reason to end the conversation. One of those who ask begins anew. */
    private void shakeHandsAgain(Deadline deadline) {
        boolean mine = false;
        try {
            mine = handshake.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (mine && wire.needsHandshake()) {
                ServerDescription unused = era.open(this, deadline);
                attend();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                handshake.unlock();
            }
        }
    }

    /** Begin to listen to what the server says outside any answer. */
    void attend() {
        wire.attend(era.headers(JsonObject.EMPTY));
    }

    /** For the opening only: what is not yet open cannot be cancelled either. */
    @Override
    public JsonObject request(String method, JsonObject params, Deadline deadline) {
        return send(nextId(), method, params, deadline);
    }

    @Override
    public void notify(String method, JsonObject params, Deadline deadline) {
        post(RpcMessage.notification(method, params), deadline);
    }

    /** Send a request under an id that was taken before, so that its caller can tell what belongs to it. */
    JsonObject send(long id, String method, JsonObject params, Deadline deadline) {
        JsonObject request = RpcMessage.request(JsonValue.of(id), method, era.stamp(params));
        try {
            return wire.call(request, era.headers(request), deadline);
        } catch (McpErrorException answered) {
            throw era.advice(method, answered).map(answered::withAdvice).orElse(answered);
        } catch (McpException failure) {
            throw withObituary(failure);
        }
    }

    /** Open a channel for what the server tells by itself. */
    Subscription listen(ServerDescription server, List<String> resources, Deadline deadline) {
        Optional<JsonObject> request = era.subscription(server, resources);
        if (request.isPresent()) {
            return new Listening(this, options.server(), request.get()).open(deadline);
        }
        wire.listen(era.headers(JsonObject.EMPTY), deadline);
        resources.forEach(uri -> send(nextId(), Methods.SUBSCRIBE, resource(uri), deadline));
        return new Subscription(
                JsonObject.EMPTY,
                () -> resources.forEach(uri -> quietly(() ->
                        send(nextId(), Methods.UNSUBSCRIBE, resource(uri), Deadline.after(options.requestTimeout())))));
    }

    private static JsonObject resource(String uri) {
        return JsonObject.builder().put("uri", uri).build();
    }

    private void post(JsonObject message, Deadline deadline) {
        try {
            wire.post(message, era.headers(message), deadline);
        } catch (McpException failure) {
            throw withObituary(failure);
        }
    }

    /** A broken connection is a symptom; that the server is dead, and its last words, are the cause. */
    private McpException withObituary(McpException failure) {
        if (failure instanceof ServerDiedException) {
            return failure;
        }
        Optional<String> exitReport = options.exitReport().get();
        for (int look = 1; look < LOOKS && exitReport.isEmpty() && brokeOff(failure); look++) {
            exitReport = options.exitReport().get();
        }
        return exitReport
                .<McpException>map(words -> new ServerDiedException(failure.getMessage() + "\n" + words, failure))
                .orElse(failure);
    }

    /** A connection that was there breaks when the server dies; one that is refused may come about yet. */
    private static boolean brokeOff(McpException failure) {
        return failure instanceof ServerUnreachableException
                && failure.getCause() instanceof IOException
                && !(failure.getCause() instanceof ConnectException);
    }

    /**
     * Tell the server that nobody waits any more, where it cannot see that by itself. What the test does next comes
     * after it on the wire, unless the server does not even take this.
     */
    void cancel(long id) {
        if (!era.cancelsByNotification()) {
            return;
        }
        JsonObject params = JsonObject.builder()
                .put("requestId", id)
                .put("reason", "The client gave up waiting")
                .build();
        CompletableFuture<Void> told = aside(() -> notify(Methods.CANCELLED, params, Deadline.after(COURTESY)));
        try {
            told.get(COURTESY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException untold) {
            // The one who waits hears of his own time-out, not of this.
        }
    }

    private void reply(JsonObject answer) {
        quietly(() -> post(answer, Deadline.after(options.requestTimeout())));
    }

    /** What is sent out of courtesy must neither delay nor hide what the test is about. */
    private void quietly(Runnable courtesy) {
        CompletableFuture<Void> unused = aside(courtesy);
    }

    private CompletableFuture<Void> aside(Runnable courtesy) {
        return CompletableFuture.runAsync(courtesy, task -> {
            var thread = new Thread(task, "mcp-junit courtesy to " + options.server());
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public void close() {
        serverRequests.close();
        wire.close();
    }
}
