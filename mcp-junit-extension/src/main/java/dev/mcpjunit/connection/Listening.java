/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One {@code subscriptions/listen}: a request that is in flight until the subscription ends. */
final class Listening {

    private static final String METHOD = Methods.LISTEN;

    /** What a subscription needs of its conversation. */
    interface Requests {

        /** Take an id for a request. */
        long nextId();

        /** Send a request under an id that was taken before, so that the caller knows which messages belong to it. */
        JsonObject send(long id, String method, JsonObject params, Deadline deadline);

        /** Say that a request is given up, where the server cannot see that itself. */
        void cancel(long id);
    }

    /** Longer than any test; it ends when it is closed. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Requests requests;
    private final ServerRequests incoming;
    private final String server;
    private final long id;
    private final CompletableFuture<JsonObject> accepted = new CompletableFuture<>();
    private final Consumer<JsonObject> acknowledgment = this::acknowledged;
    private final Thread thread;

    /**
     * Prepare to listen.
     *
     * @param server the server's name, for messages
     */
    Listening(Requests requests, ServerRequests incoming, String server, JsonObject params) {
        this.requests = requests;
        this.incoming = incoming;
        this.server = server;
        this.id = requests.nextId();
        this.thread = new Thread(() -> run(params), "mcp-junit listens to " + server);
        thread.setDaemon(true);
    }

    Subscription open(Deadline deadline) {
        incoming.listen(acknowledgment);
        thread.start();
        try {
            return new Subscription(accepted.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS), this::close);
        } catch (TimeoutException late) {
            close();
            throw new McpTimeoutException(
                    "Server '" + server + "' did not acknowledge " + METHOD + " within "
                            + Durations.print(deadline.budget())
                            + ". Before anything else it must send notifications/subscriptions/acknowledged.",
                    null);
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new McpTimeoutException(
                    "Interrupted while server '" + server + "' was asked to acknowledge " + METHOD, interrupted);
        } catch (ExecutionException failed) {
            close();
            throw failed.getCause() instanceof McpException known
                    ? known
                    : new McpProtocolException(String.valueOf(failed.getCause()), failed.getCause());
        }
    }

    private void run(JsonObject params) {
        try {
            requests.send(id, METHOD, params, Deadline.after(FOREVER));
            accepted.completeExceptionally(new McpProtocolException(
                    "Server '" + server + "' answered " + METHOD
                            + " without notifications/subscriptions/acknowledged before it.",
                    null));
        } catch (McpTimeoutException closed) {
            requests.cancel(id);
        } catch (McpException failure) {
            accepted.completeExceptionally(failure);
        } finally {
            incoming.unlisten(acknowledgment);
        }
    }

    private void acknowledged(JsonObject notification) {
        JsonObject params = notification.object("params").orElse(JsonObject.EMPTY);
        boolean ours = notification
                        .string("method")
                        .filter(Methods.ACKNOWLEDGED::equals)
                        .isPresent()
                && params.object("_meta")
                        .map(meta -> meta.get(MetaKeys.SUBSCRIPTION_ID))
                        .filter(JsonValue.of(id)::equals)
                        .isPresent();
        if (ours) {
            accepted.complete(params.object("notifications").orElse(JsonObject.EMPTY));
        }
    }

    /** On HTTP the server sees that the exchange ends. */
    private void close() {
        thread.interrupt();
    }
}
