/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.JsonSize;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Handles what a server sends outside answers: keeps its notifications in order, and answers its requests as the test
 * has scripted. A request without a script gets an error, as the protocol requires of a client without that capability.
 */
final class ServerRequests implements Inbox {

    private static final int KEPT = 10_000;

    /** A script may ask the server something, which asks back; a few levels of that are enough. */
    private static final int THREADS = 8;

    private static final int WAITING = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Map<String, Function<JsonObject, JsonObject>> scripts = new ConcurrentHashMap<>();
    private final List<JsonObject> notifications = Collections.synchronizedList(new ArrayList<>());
    private final List<Consumer<JsonObject>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Findings findings;
    private final ExecutorService handlers;
    private final Consumer<JsonObject> reply;
    private final int keptBytes = Limits.notificationBytes();
    private final AtomicLong listChanges = new AtomicLong();
    private long bytes;
    private boolean full;
    private volatile boolean allowed = true;

    /**
     * Start with no scripts.
     *
     * @param server the server's name, for thread names
     * @param findings takes requests that the server must not send
     */
    ServerRequests(String server, Findings findings, Consumer<JsonObject> reply) {
        this.findings = findings;
        this.reply = reply;
        // A script may itself ask the server something, so it cannot run where answers are read.
        var few = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE.toMillis(), TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "mcp-junit answers " + server);
                    thread.setDaemon(true);
                    return thread;
                });
        few.allowCoreThreadTimeOut(true);
        this.handlers = few;
        scripts.put(Methods.PING, params -> JsonObject.EMPTY);
    }

    /** Say whether the server may send requests at all. */
    void allow(boolean requests) {
        allowed = requests;
    }

    void script(String method, Function<JsonObject, JsonObject> script) {
        scripts.put(method, script);
    }

    void listen(Consumer<JsonObject> listener) {
        listeners.add(listener);
    }

    void unlisten(Consumer<JsonObject> listener) {
        listeners.remove(listener);
    }

    List<JsonObject> notifications() {
        return List.copyOf(notifications);
    }

    @Override
    public void take(JsonObject message) {
        JsonValue id = message.get("id");
        if (id == null) {
            keep(message);
            return;
        }
        if (!allowed) {
            findings.add("a request of the server's own, which this revision does not have: "
                    + Findings.excerpt(message.toString()));
            return;
        }
        try {
            handlers.execute(() -> reply.accept(answer(id, message)));
        } catch (RejectedExecutionException full) {
            if (!handlers.isShutdown()) {
                findings.add("a request of the server was not answered, because " + WAITING
                        + " others were waiting, the limit of mcp-junit: " + Findings.excerpt(message.toString()));
            }
        }
    }

    /** How often the server has announced that one of its lists has changed; also what is not kept counts. */
    long listChanges() {
        return listChanges.get();
    }

    private void keep(JsonObject notification) {
        if (notification.string("method").filter(Methods::isListChanged).isPresent()) {
            listChanges.incrementAndGet();
        }
        store(notification);
        try {
            listeners.forEach(listener -> listener.accept(notification));
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    private synchronized void store(JsonObject notification) {
        if (full) {
            return;
        }
        bytes += JsonSize.of(notification);
        full = notifications.size() >= KEPT || bytes > keptBytes;
        if (!full) {
            notifications.add(notification);
            return;
        }
        findings.add("notifications() has the first " + notifications.size() + " notifications only: mcp-junit keeps "
                + KEPT + " or " + Limits.mib(keptBytes) + " for each connection. The size is a quarter of the limit for"
                + " one message. " + Limits.howToRaise());
    }

    private JsonObject answer(JsonValue id, JsonObject request) {
        String method = request.string("method").orElse("");
        Function<JsonObject, JsonObject> script = scripts.get(method);
        if (script == null) {
            return RpcMessage.error(id, RpcErrors.METHOD_NOT_FOUND, "This client does not answer " + method);
        }
        try {
            return RpcMessage.result(id, script.apply(request.object("params").orElse(JsonObject.EMPTY)));
        } catch (RuntimeException | Error failure) {
            this.failure.compareAndSet(null, failure);
            return RpcMessage.error(id, RpcErrors.INTERNAL_ERROR, "The script for " + method + " failed: " + failure);
        }
    }

    /** What the test answers to a method of the server, given its parameters. */
    Optional<Function<JsonObject, JsonObject>> scriptFor(String method) {
        return Optional.ofNullable(scripts.get(method));
    }

    /** What a script or a listener of the test has thrown, an assertion perhaps, belongs to the test that called. */
    void rethrowFailure() {
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    void close() {
        handlers.shutdownNow();
    }
}
