/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.cassette.internal.Player.Found;
import dev.mcpjunit.cassette.internal.TapedExchange.After;
import dev.mcpjunit.cassette.internal.TapedExchange.Await;
import dev.mcpjunit.cassette.internal.TapedExchange.Send;
import dev.mcpjunit.cassette.internal.TapedExchange.Step;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one client, replayed: ids and progress tokens are those of the live client, and the server's
 * requests wait for the client as they did in the recording. Thread-safe.
 */
final class Replay {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    /** How long a request stays open that has no answer in the recording either. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

    private final Player player;
    private final Consumer<JsonObject> unasked;
    private final AtomicLong requests = new AtomicLong();
    private final Map<JsonValue, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();

    /** Clients without sessions share a conversation, and the ids of their requests may be equal. */
    private final Set<Open> running = ConcurrentHashMap.newKeySet();

    private final Set<Open> listening = ConcurrentHashMap.newKeySet();

    /** A request that is not answered yet; another one may have the same id. */
    private record Open(JsonValue id, Sink sink, CompletableFuture<JsonObject> end) {}

    /** Where the messages of one exchange go. */
    @FunctionalInterface
    interface Sink {

        /** Send a message to the client. */
        void send(JsonObject message) throws IOException;
    }

    /**
     * Begin a conversation.
     *
     * @param unasked gets what the server sends by itself
     */
    Replay(Player player, Consumer<JsonObject> unasked) {
        this.player = player;
        this.unasked = unasked;
    }

    /** The recorded exchange of a request; empty if there is none. */
    Optional<Found> find(JsonObject request) {
        return player.find(request);
    }

    /**
     * Take a notification or a response of the client.
     *
     * @return the HTTP status with which the server rejected it, if it did
     */
    OptionalInt take(JsonObject message) {
        if (RpcMessage.isResponse(message)) {
            CompletableFuture<JsonObject> waiting = asked.remove(idOf(message));
            if (waiting != null) {
                waiting.complete(message);
            }
        } else if (RpcMessage.isCall(message, Methods.CANCELLED)) {
            cancel(RpcMessage.params(message).get("requestId"));
        } else {
            Optional<Found> found = player.find(message);
            found.filter(each -> !each.again()).ifPresent(each -> sendAfter(each.exchange()));
            return found.map(each -> each.exchange().status()).orElse(OptionalInt.empty());
        }
        return OptionalInt.empty();
    }

    /** If several clients have a request of that id, it is not known whose is meant, and none is canceled. */
    private void cancel(@Nullable JsonValue id) {
        List<Open> meant = running.stream().filter(open -> open.id.equals(id)).toList();
        if (meant.size() == 1) {
            meant.get(0).end.cancel(false);
        }
    }

    /** The error for a request without a recording. */
    JsonObject missing(JsonObject request) {
        String method = request.string("method").orElse("");
        return RpcMessage.error(
                request.get("id"),
                Methods.isHandshake(method) ? RpcErrors.METHOD_NOT_FOUND : RpcErrors.INTERNAL_ERROR,
                "The cassette has no answer for " + player.text().title(request));
    }

    /**
     * Answer a request as recorded. Returns when the exchange is over; if the recording has no answer, when the client
     * cancels it or leaves, or immediately if the server went away in the recording, too.
     */
    void play(JsonObject request, Found found, Sink sink) throws IOException {
        TapedExchange taped = found.exchange();
        var open = new Open(idOf(request), sink, new CompletableFuture<>());
        running.add(open);
        try {
            boolean answered = new Course(request, taped, sink, open.end).run();
            if (RpcMessage.isCall(request, Methods.LISTEN) && !answered) {
                listening.add(open);
            }
            if (!found.again()) {
                sendAfter(taped);
            }
            if (!answered && taped.ending() == TapedExchange.Ending.OPEN) {
                await(open.end);
            }
        } finally {
            listening.remove(open);
            running.remove(open);
        }
    }

    /** End everything that waits. */
    void close() {
        running.forEach(open -> open.end.cancel(false));
        asked.values().forEach(waiting -> waiting.cancel(false));
    }

    private static void await(CompletableFuture<JsonObject> end) {
        try {
            end.get(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | CancellationException over) {
            // The client no longer waits either.
        }
    }

    private void sendAfter(TapedExchange taped) {
        for (After after : taped.after()) {
            JsonObject message = after.message();
            JsonObject meta = RpcMessage.meta(message);
            if (!meta.has(MetaKeys.SUBSCRIPTION_ID)) {
                var answer = new CompletableFuture<JsonObject>();
                CompletableFuture<Void> unused = answer.thenAccept(live -> compare(after, live));
                unasked.accept(withFreshId(message, answer));
                continue;
            }
            listening.forEach(open -> {
                try {
                    open.sink.send(LiveMessage.withSubscription(message, open.id));
                } catch (IOException gone) {
                    // That client no longer listens.
                }
            });
        }
    }

    /** Whether the client answers a request outside of any exchange as it did. */
    private void compare(After after, JsonObject live) {
        after.answer()
                .filter(recorded -> !player.isSameAnswer(recorded, live))
                .ifPresent(recorded -> player.missed(live, player.text().otherAnswer(after.message(), recorded, live)));
    }

    /** A request of the server gets an id of its own, since one recording may be replayed to several clients. */
    private JsonObject withFreshId(JsonObject message, CompletableFuture<JsonObject> answer) {
        if (!RpcMessage.isRequest(message)) {
            return message;
        }
        JsonValue id = new JsonString("replayed-" + requests.incrementAndGet());
        asked.put(id, answer);
        return message.toBuilder().put("id", id).build();
    }

    private static JsonValue idOf(JsonObject message) {
        JsonValue id = message.get("id");
        return id == null ? JsonNull.NULL : id;
    }

    /** One request, from its first message to its answer. */
    private final class Course {

        private final JsonObject request;
        private final TapedExchange taped;
        private final Sink sink;
        private final CompletableFuture<JsonObject> end;
        private final Map<JsonValue, CompletableFuture<JsonObject>> questions = new HashMap<>();

        Course(JsonObject request, TapedExchange taped, Sink sink, CompletableFuture<JsonObject> end) {
            this.request = request;
            this.taped = taped;
            this.sink = sink;
            this.end = end;
        }

        /** Whether the request has its answer. */
        boolean run() throws IOException {
            for (Step step : taped.steps()) {
                if (end.isDone()) {
                    return true;
                }
                if (step instanceof Send send) {
                    if (send(send.message())) {
                        return true;
                    }
                } else if (step instanceof Await await && !isAnsweredAsRecorded(await)) {
                    if (end.isDone()) {
                        return true;
                    }
                    sink.send(RpcMessage.error(
                            request.get("id"),
                            RpcErrors.INTERNAL_ERROR,
                            "The cassette expects another answer to "
                                    + player.text().title(await.request())));
                    return true;
                }
            }
            return false;
        }

        private boolean send(JsonObject message) throws IOException {
            if (taped.isEndedBy(message)) {
                sink.send(message.toBuilder().put("id", idOf(request)).build());
                return true;
            }
            if (RpcMessage.isRequest(message)) {
                var answer = new CompletableFuture<JsonObject>();
                questions.put(idOf(message), answer);
                sink.send(withFreshId(message, answer));
                return false;
            }
            if (RpcMessage.meta(message).has(MetaKeys.SUBSCRIPTION_ID)) {
                sink.send(LiveMessage.withSubscription(message, idOf(request)));
                return false;
            }
            Optional<JsonObject> shown = LiveMessage.withToken(message, taped.message(), request);
            if (shown.isPresent()) {
                sink.send(shown.get());
            }
            return false;
        }

        private boolean isAnsweredAsRecorded(Await await) {
            CompletableFuture<JsonObject> question = questions.get(idOf(await.request()));
            if (question == null) {
                return true;
            }
            JsonObject live = answer(question);
            if (live == null) {
                if (!end.isDone()) {
                    player.missed(request, player.text().noAnswer(await.request(), LONGEST_ANSWER.toSeconds()));
                }
                return false;
            }
            if (player.isSameAnswer(await.answer(), live)) {
                return true;
            }
            player.missed(request, player.text().otherAnswer(await.request(), await.answer(), live));
            return false;
        }

        private @Nullable JsonObject answer(CompletableFuture<JsonObject> question) {
            Deadline deadline = Deadline.after(LONGEST_ANSWER);
            try {
                CompletableFuture.anyOf(question, end).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
                return question.getNow(null);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return null;
            } catch (ExecutionException | TimeoutException | CancellationException none) {
                return null;
            }
        }
    }
}
