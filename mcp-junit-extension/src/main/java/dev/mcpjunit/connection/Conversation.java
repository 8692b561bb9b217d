/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.time.Deadline;
import dev.mcpjunit.wire.Inbox;
import dev.mcpjunit.wire.JsonRpc;
import dev.mcpjunit.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One conversation with a server, from opening to close: numbers the requests, lets the era stamp them, tells the
 * server when one is given up, and names the death of the server as the cause where it is the cause.
 */
final class Conversation implements Era.Exchange, AutoCloseable {

    private static final Duration COURTESY = Duration.ofSeconds(1);

    /** On a busy machine the end of a process shows late; each look waits a moment for it. */
    private static final int LOOKS = 5;

    private final ConnectionOptions options;
    private final ServerRequests serverRequests;
    private final Wire wire;
    private final Era era;
    private final AtomicLong ids = new AtomicLong();

    Conversation(Function<Inbox, Wire> wire, ConnectionOptions options, Era era) {
        this.options = options;
        this.era = era;
        this.serverRequests = new ServerRequests(options.server(), this::reply);
        this.wire = wire.apply(serverRequests);
    }

    ServerDescription open(Deadline deadline) {
        try {
            return era.open(this, deadline);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
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
        long id = nextId();
        try {
            JsonObject answer = send(id, method, params, Deadline.after(timeout));
            serverRequests.rethrowFailure();
            return answer;
        } catch (McpException failure) {
            if (failure instanceof McpTimeoutException) {
                cancel(id);
            }
            serverRequests.rethrowFailure();
            throw failure;
        }
    }

    /** For the opening only: what is not yet open cannot be cancelled either. */
    @Override
    public JsonObject request(String method, JsonObject params, Deadline deadline) {
        return send(nextId(), method, params, deadline);
    }

    @Override
    public void notify(String method, JsonObject params, Deadline deadline) {
        post(JsonRpc.notification(method, era.stamp(params)), deadline);
    }

    private JsonObject send(long id, String method, JsonObject params, Deadline deadline) {
        JsonObject request = JsonRpc.request(id, method, era.stamp(params));
        try {
            return wire.call(request, era.headers(request), deadline);
        } catch (McpErrorException answered) {
            throw answered;
        } catch (McpException failure) {
            throw withObituary(failure);
        }
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
        Optional<String> obituary = options.obituary().get();
        for (int look = 1; look < LOOKS && obituary.isEmpty() && brokeOff(failure); look++) {
            obituary = options.obituary().get();
        }
        return obituary.<McpException>map(
                        words -> new ServerDiedException(failure.getMessage() + "\n" + words, failure))
                .orElse(failure);
    }

    /** A connection that was there breaks when the server dies; one that is refused may come about yet. */
    private static boolean brokeOff(McpException failure) {
        return failure instanceof ServerUnreachableException
                && failure.getCause() instanceof IOException
                && !(failure.getCause() instanceof ConnectException);
    }

    private void cancel(long id) {
        if (!era.cancelsByNotification()) {
            return;
        }
        JsonObject params = JsonObject.builder()
                .put("requestId", id)
                .put("reason", "The client gave up waiting")
                .build();
        quietly(() -> notify("notifications/cancelled", params, Deadline.after(COURTESY)));
    }

    private void reply(JsonObject answer) {
        quietly(() -> post(answer, Deadline.after(options.requestTimeout())));
    }

    /** What is sent out of courtesy must neither delay nor hide what the test is about. */
    private void quietly(Runnable courtesy) {
        CompletableFuture<Void> unused = CompletableFuture.runAsync(courtesy, task -> {
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
