/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client with timeouts, written by hand: a good one, or one with a flaw as they are found in the field. */
final class TimeoutClient implements ClientUnderTest {

    /** What can be wrong with it. */
    enum Flaw {
        NONE,
        /** It waits as long as it takes. */
        NEVER_GIVES_UP,
        /** It waits three times as long as it says. */
        WAITS_TOO_LONG,
        /** It has given up when it should still wait. */
        GIVES_UP_TOO_SOON,
        /** Its timeout ends with the head of the response: the body may take forever. */
        TIMES_THE_HEAD_ONLY,
        /** Each event begins the timeout anew. */
        LIVES_ON_PROGRESS,
        /** Connecting has no timeout. */
        CONNECTS_FOR_EVER,
        /** Its caller gets a text when a call has timed out. */
        ANSWERS_WITH_A_TEXT,
        /** The caller goes, but the connection stays, and the server is not notified. */
        NOTIFIES_NOBODY,
        /** One worker makes the calls, and still waits when its caller has gone. */
        IS_BLOCKED_AFTERWARDS,
        /** It forgets the calls that it has given up, even when it is closed. */
        LEAKS_CALLS,
        /** It leaves a thread behind. */
        LEAKS_THREADS
    }

    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    private final HttpCaller http;
    private final Duration timeout;
    private final Flaw flaw;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> daemon(task, "worker"));

    private TimeoutClient(HttpCaller http, Duration timeout, Flaw flaw) {
        this.http = http;
        this.timeout = timeout;
        this.flaw = flaw;
    }

    static ClientUnderTest connect(McpEndpoint server, Duration timeout, Flaw flaw) throws Exception {
        Duration connecting = flaw == Flaw.CONNECTS_FOR_EVER || flaw == Flaw.NEVER_GIVES_UP ? FOR_EVER : timeout;
        var client = new TimeoutClient(new HttpCaller(server).initialize(connecting), timeout, flaw);
        if (flaw == Flaw.LEAKS_THREADS) {
            daemon(
                            () -> {
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            "keep-alive of client " + System.identityHashCode(client))
                    .start();
        }
        return client;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Object call(String tool) throws Exception {
        int id = http.nextId();
        JsonObject call = HttpCaller.call(tool, id);
        return switch (flaw) {
            case TIMES_THE_HEAD_ONLY ->
                HttpCaller.answer(
                        new String(http.head(call, timeout).body().readAllBytes(), StandardCharsets.UTF_8), id);
            case LIVES_ON_PROGRESS -> eventByEvent(call, id);
            case IS_BLOCKED_AFTERWARDS -> byWorker(call, id);
            case NOTIFIES_NOBODY, LEAKS_CALLS -> leaving(call, id);
            case NEVER_GIVES_UP ->
                HttpCaller.answer(http.send(call, Map.of(), FOR_EVER).body(), id);
            case WAITS_TOO_LONG ->
                HttpCaller.answer(
                        http.send(call, Map.of(), timeout.multipliedBy(3)).body(), id);
            case GIVES_UP_TOO_SOON ->
                HttpCaller.answer(
                        http.send(call, Map.of(), timeout.dividedBy(2)).body(), id);
            case ANSWERS_WITH_A_TEXT -> {
                try {
                    yield HttpCaller.answer(http.send(call, Map.of(), timeout).body(), id);
                } catch (TimeoutException givenUp) {
                    yield "There was a timeout executing the tool";
                }
            }
            default -> HttpCaller.answer(http.send(call, Map.of(), timeout).body(), id);
        };
    }

    /** Gives up without ending the request. */
    private Object leaving(JsonObject call, int id) throws Exception {
        CompletableFuture<HttpResponse<String>> response = http.begin(call, Map.of());
        try {
            return HttpCaller.answer(
                    response.get(timeout.toNanos(), TimeUnit.NANOSECONDS).body(), id);
        } catch (TimeoutException givenUp) {
            if (flaw == Flaw.LEAKS_CALLS) {
                cancel(id);
            } else {
                forgotten.add(response);
            }
            throw givenUp;
        }
    }

    private final java.util.Queue<CompletableFuture<?>> forgotten = new java.util.concurrent.ConcurrentLinkedQueue<>();

    private Object byWorker(JsonObject call, int id) throws Exception {
        Future<HttpResponse<String>> response = worker.submit(() -> http.send(call, Map.of(), FOR_EVER));
        try {
            return HttpCaller.answer(
                    response.get(timeout.toNanos(), TimeUnit.NANOSECONDS).body(), id);
        } catch (TimeoutException givenUp) {
            cancel(id);
            throw givenUp;
        }
    }

    private void cancel(int id) throws Exception {
        http.send(
                HttpCaller.notification("notifications/cancelled", Map.of("requestId", id, "reason", "timed out")),
                Map.of(),
                HANDSHAKE);
    }

    private Object eventByEvent(JsonObject call, int id) throws Exception {
        HttpResponse<java.io.InputStream> head = http.head(call, timeout);
        var lines = new SynchronousQueue<String>();
        var reader = daemon(
                () -> {
                    try (var in = new BufferedReader(new InputStreamReader(head.body(), StandardCharsets.UTF_8))) {
                        String line = in.readLine();
                        while (line != null) {
                            lines.put(line);
                            line = in.readLine();
                        }
                    } catch (IOException closed) {
                        // The caller has given up.
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "reader");
        reader.start();
        try {
            while (true) {
                String line = lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new TimeoutException("No event for " + timeout);
                }
                if (line.contains("\"id\"")) {
                    return HttpCaller.answer(line, id);
                }
            }
        } finally {
            head.body().close();
            reader.interrupt();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        forgotten.forEach(each -> each.cancel(true));
    }
}
