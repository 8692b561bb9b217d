/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.CassetteSpec.Repeats;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the recorded answers, each once in a test and in the order of the recording. Thread-safe. */
final class Player {

    private final Tape tape;
    private final Matching matching;
    private final Repeats repeats;
    private final MissText text;
    private final Misses misses;
    private final boolean knowsTests;
    private final Map<JsonObject, Deck> byKey = new HashMap<>();

    /** Handshakes of clients that say the same of themselves. */
    private final Map<JsonObject, Deck> handshakes = new HashMap<>();

    /**
     * What was found.
     *
     * @param exchange the recorded exchange
     * @param again whether its answer was given before
     */
    record Found(TapedExchange exchange, boolean again) {}

    Player(Tape tape, Matching matching, Repeats repeats, MissText text, Misses misses) {
        this.tape = tape;
        this.matching = matching;
        this.repeats = repeats;
        this.text = text;
        this.misses = misses;
        tape.exchanges().stream().filter(Player::isPlayable).forEach(exchange -> byKey.computeIfAbsent(
                        matching.key(exchange.message()), key -> new Deck())
                .add(exchange));
        tape.exchanges().stream()
                .filter(exchange -> Methods.isHandshake(exchange.method()) && isPlayable(exchange))
                .forEach(exchange -> handshakes
                        .computeIfAbsent(Matching.client(exchange.message()), key -> new Deck())
                        .add(exchange));
        this.knowsTests = tape.exchanges().stream().anyMatch(exchange -> exchange.test()
                .filter(test -> !test.equals(RecordedTests.NO_TEST))
                .isPresent());
    }

    /** A client that got no answer to its first message tries again, and a replayed server need not wait for that. */
    private static boolean isPlayable(TapedExchange exchange) {
        return !Methods.isHandshake(exchange.method())
                || !exchange.steps().isEmpty()
                || exchange.status().isPresent();
    }

    MissText text() {
        return text;
    }

    Matching matching() {
        return matching;
    }

    /** Note a miss. */
    void missed(JsonObject message, String why) {
        misses.add(new Miss(message, why));
    }

    /** The recorded exchange of a live message; empty if there is none, which is a miss of a request. */
    synchronized Optional<Found> find(JsonObject live) {
        String method = live.string("method").orElse("");
        Deck alike = Methods.isHandshake(method) ? handshakes.get(Matching.client(live)) : null;
        Deck deck = alike == null ? deck(matching.key(live)) : alike;
        if (deck == null) {
            if (live.has("id") && !Methods.isHandshake(method)) {
                missed(live, text.unknown(live, tape.exchanges()));
            }
            return Optional.empty();
        }
        Optional<String> test = test(method);
        Optional<TapedExchange> next = deck.next(test);
        if (next.isPresent()) {
            return next.map(exchange -> new Found(exchange, false));
        }
        if (Matching.isRepeatable(method) || repeats == Repeats.LAST_ANSWER) {
            return Optional.of(new Found(deck.last(test), true));
        }
        missed(live, text.exhausted(live, deck.size(test)));
        return Optional.empty();
    }

    /** Whether a live answer of the client is the recorded one. */
    boolean isSameAnswer(JsonObject recorded, JsonObject live) {
        JsonObject was = matching.mask().of(recorded);
        JsonObject is = matching.mask().of(live);
        return isSame(was.get("result"), is.get("result")) && isSame(was.get("error"), is.get("error"));
    }

    private boolean isSame(@Nullable JsonValue recorded, @Nullable JsonValue live) {
        if (recorded == null || live == null) {
            return Objects.equals(recorded, live);
        }
        return Matching.matches(matching.comparable(recorded), matching.comparable(live));
    }

    /** Connections may be opened in one test and used in others. */
    private Optional<String> test(String method) {
        return !knowsTests || Methods.isHandshake(method) || method.startsWith("notifications/")
                ? Optional.empty()
                : misses.onlyTest();
    }

    private @Nullable Deck deck(JsonObject key) {
        Deck exact = byKey.get(key);
        return exact != null
                ? exact
                : byKey.entrySet().stream()
                        .filter(entry -> Matching.matches(entry.getKey(), key))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
