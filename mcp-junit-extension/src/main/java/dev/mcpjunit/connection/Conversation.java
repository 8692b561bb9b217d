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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One conversation with a server, from opening to close: numbers the requests, lets the era stamp them, cancels those
 * that are given up, and names the end of the server as the cause where it is the cause.
 */
final class Conversation implements Opening.Channel, Listening.Requests, AutoCloseable {

    /** On a busy machine the end of a process shows late; each look waits a moment for it. */
    private static final int LOOKS = 5;

    private final ConnectionOptions options;
    private final Findings findings = new Findings();
    private final ServerRequests serverRequests;
    private final InputRounds inputRounds;
    private final Courtesies courtesies;
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock handshake = new ReentrantLock();
    private volatile Wire wire;
    private volatile Era era;

    Conversation(ConnectionOptions options) {
        this.options = options;
        this.serverRequests = new ServerRequests(options.server(), findings, this::reply);
        this.courtesies = new Courtesies(options.server());
        this.inputRounds =
                new InputRounds(options.server(), options.client().capabilities(), serverRequests::scriptFor);
        this.era = new HandshakeEra(
                options.server(), options.client(), options.protocol().handshakeRevisions());
        this.wire = options.link().wires().apply(serverRequests);
    }

    ServerDescription open(Deadline deadline) {
        try {
            return new Opening(options, this).open(deadline);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void speak(Era chosen) {
        serverRequests.allow(chosen.hasServerRequests());
        era = chosen;
    }

    @Override
    public StatelessEra statelessEra(ProtocolRevision revision) {
        return new StatelessEra(
                options.server(),
                options.client(),
                revision,
                inputRounds,
                new ToolHeaders(findings),
                wire.hasExchangePerRequest(),
                options.requestTimeout());
    }

    @Override
    public void restart() {
        wire.close();
        wire = options.link().wires().apply(serverRequests);
    }

    @Override
    public void find(String finding) {
        findings.add(finding);
    }

    List<String> findings() {
        return Stream.of(wire.findings(), findings.all()).flatMap(List::stream).toList();
    }

    /** What answers the questions of the stateless era. */
    InputRounds inputRounds() {
        return inputRounds;
    }

    ServerRequests serverRequests() {
        return serverRequests;
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public long nextId() {
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

    /** The conversation goes on after the server has ended the session: one of the waiting callers begins a new one. */
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

    @Override
    public void attend() {
        wire.attend(era.headers(JsonObject.EMPTY));
    }

    /** For the opening only, which cannot be canceled. */
    @Override
    public JsonObject request(String method, JsonObject params, Deadline deadline) {
        return send(nextId(), method, params, deadline);
    }

    @Override
    public void notify(String method, JsonObject params, Deadline deadline) {
        post(RpcMessage.notification(method, params), deadline);
    }

    @Override
    public JsonObject send(long id, String method, JsonObject params, Deadline deadline) {
        JsonObject request = RpcMessage.request(JsonValue.of(id), method, era.stamp(params));
        try {
            return wire.call(request, era.headers(request), deadline);
        } catch (McpErrorException answered) {
            throw era.advice(method, answered).map(answered::withAdvice).orElse(answered);
        } catch (McpException failure) {
            throw withExitReport(failure);
        }
    }

    /** Run a request under a token for its progress. */
    <T> T withProgress(Function<JsonValue, T> request, Consumer<Progress> progress) {
        JsonValue token = JsonValue.of("progress-" + nextId());
        Consumer<JsonObject> listener = notification -> {
            if (RpcMessage.reportsProgressOf(notification).equals(Optional.of(token))) {
                progress.accept(new Progress(RpcMessage.params(notification)));
            }
        };
        serverRequests.listen(listener);
        try {
            return request.apply(token);
        } finally {
            serverRequests.unlisten(listener);
        }
    }

    /** Open a channel for what the server sends outside answers. */
    Subscription listen(ServerDescription server, List<String> resources, Deadline deadline) {
        Optional<JsonObject> request = era.subscription(server, resources);
        if (request.isPresent()) {
            return new Listening(this, serverRequests, options.server(), request.get()).open(deadline);
        }
        wire.listen(era.headers(JsonObject.EMPTY), deadline);
        resources.forEach(uri -> send(nextId(), Methods.SUBSCRIBE, resource(uri), deadline));
        return new Subscription(
                JsonObject.EMPTY,
                () -> resources.forEach(uri -> courtesies.quietly(() ->
                        send(nextId(), Methods.UNSUBSCRIBE, resource(uri), Deadline.after(options.requestTimeout())))));
    }

    private static JsonObject resource(String uri) {
        return JsonObject.builder().put("uri", uri).build();
    }

    private void post(JsonObject message, Deadline deadline) {
        try {
            wire.post(message, era.headers(message), deadline);
        } catch (McpException failure) {
            throw withExitReport(failure);
        }
    }

    /** A broken connection is a symptom; that the server has ended, and how, is the cause. */
    private McpException withExitReport(McpException failure) {
        // A caller that was interrupted did not wait long enough to know whether the server has ended.
        if (failure instanceof ServerDiedException || Thread.currentThread().isInterrupted()) {
            return failure;
        }
        Optional<String> report = options.link().exitReport().get();
        for (int look = 1; look < LOOKS && report.isEmpty() && wasBroken(failure); look++) {
            report = options.link().exitReport().get();
        }
        return report.<McpException>map(ended -> new ServerDiedException(failure.getMessage() + "\n" + ended, failure))
                .orElse(failure);
    }

    /** An open connection breaks when the server ends; a refused one may still be accepted later. */
    private static boolean wasBroken(McpException failure) {
        return failure instanceof ServerUnreachableException
                && failure.getCause() instanceof IOException
                && !(failure.getCause() instanceof ConnectException);
    }

    /** What the test does next comes after the notification on the wire, unless the server does not even read that. */
    @Override
    public void cancel(long id) {
        if (!era.cancelsByNotification()) {
            return;
        }
        JsonObject params = JsonObject.builder()
                .put("requestId", id)
                .put("reason", "The client gave up waiting")
                .build();
        courtesies.await(() -> notify(Methods.CANCELLED, params, Deadline.after(Courtesies.LONGEST)));
    }

    /** Cancel a task whose caller has given up. The caller gets the timeout of its call, not errors of this. */
    void cancelTask(JsonObject params) {
        courtesies.await(() -> send(nextId(), Methods.CANCEL_TASK, params, Deadline.after(Courtesies.LONGEST)));
    }

    /** Called by one of the few threads that answer requests of the server. */
    private void reply(JsonObject answer) {
        try {
            post(answer, Deadline.after(options.requestTimeout()));
        } catch (McpException undelivered) {
            // The server asked and does not take the answer; the next call reports what is wrong with the connection.
        }
    }

    @Override
    public void close() {
        serverRequests.close();
        wire.close();
    }
}
