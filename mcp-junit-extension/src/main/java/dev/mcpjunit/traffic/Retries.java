/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups the attempts at each request and measures the time between them. */
final class Retries {

    private Retries() {}

    static List<List<Exchange>> attempts(List<Exchange> all) {
        Map<JsonObject, List<List<Exchange>>> byRequest = new LinkedHashMap<>();
        var groups = new ArrayList<List<Exchange>>();
        for (Exchange exchange : all) {
            List<List<Exchange>> alike = byRequest.computeIfAbsent(request(exchange), first -> new ArrayList<>());
            Optional<List<Exchange>> group = alike.stream()
                    .filter(attempts -> isAttemptAtThat(exchange, attempts))
                    .reduce((earlier, later) -> later);
            group.orElseGet(() -> {
                        var first = new ArrayList<Exchange>();
                        alike.add(first);
                        groups.add(first);
                        return first;
                    })
                    .add(exchange);
        }
        return List.copyOf(groups);
    }

    private static JsonObject request(Exchange exchange) {
        JsonObject.Builder params = exchange.params().toBuilder().remove("_meta");
        exchange.params()
                .object("arguments")
                .ifPresent(arguments -> params.put("arguments", IdempotencyKey.without(arguments)));
        return JsonObject.builder()
                .put("server", exchange.server())
                .put("method", exchange.method())
                .put("params", params.build())
                .build();
    }

    /** With the same arguments it is; with another key only as long as the client has no result. */
    private static boolean isAttemptAtThat(Exchange exchange, List<Exchange> attempts) {
        return attempts.stream().anyMatch(attempt -> attempt.arguments().equals(exchange.arguments()))
                || attempts.stream().noneMatch(attempt -> hadResult(attempt, exchange.receivedAt()));
    }

    /** A result that came later was not known to the client when it tried again. */
    private static boolean hadResult(Exchange attempt, Instant by) {
        return attempt.outcome() == Outcome.RESULT
                && attempt.finishedAt().filter(end -> !end.isAfter(by)).isPresent();
    }

    static List<Duration> pauses(List<List<Exchange>> requests) {
        var pauses = new ArrayList<Duration>();
        for (List<Exchange> attempts : requests) {
            for (int i = 1; i < attempts.size(); i++) {
                Exchange before = attempts.get(i - 1);
                Instant start = attempts.get(i).receivedAt();
                Instant end = before.finishedAt()
                        .filter(instant -> !instant.isAfter(start))
                        .orElse(before.receivedAt());
                pauses.add(Duration.between(end, start));
            }
        }
        return pauses;
    }

    static List<Exchange> tooSoon(List<List<Exchange>> requests) {
        var tooSoon = new ArrayList<Exchange>();
        for (List<Exchange> attempts : requests) {
            for (int i = 1; i < attempts.size(); i++) {
                if (isTooSoon(attempts.get(i - 1), attempts.get(i))) {
                    tooSoon.add(attempts.get(i));
                }
            }
        }
        return tooSoon;
    }

    private static boolean isTooSoon(Exchange before, Exchange retry) {
        // A retry before the end of the answer came before the wait had even begun.
        return before.retryAfter()
                .map(wait -> before.finishedAt().orElse(retry.receivedAt()).plus(wait))
                .filter(retry.receivedAt()::isBefore)
                .isPresent();
    }
}
