/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups the attempts at each request and measures the time between them. */
final class Retries {

    private Retries() {}

    static List<List<Exchange>> attempts(List<Exchange> all) {
        Map<JsonObject, List<Exchange>> byRequest = new LinkedHashMap<>();
        for (Exchange exchange : all) {
            JsonObject request = JsonObject.builder()
                    .put("server", exchange.server())
                    .put("method", exchange.method())
                    .put("params", exchange.params().toBuilder().remove("_meta").build())
                    .build();
            byRequest.computeIfAbsent(request, first -> new ArrayList<>()).add(exchange);
        }
        return List.copyOf(byRequest.values());
    }

    static List<Duration> pauses(List<List<Exchange>> requests) {
        var pauses = new ArrayList<Duration>();
        for (List<Exchange> attempts : requests) {
            for (int i = 1; i < attempts.size(); i++) {
                Exchange before = attempts.get(i - 1);
                Instant end = before.finishedAt().orElse(before.receivedAt());
                pauses.add(Duration.between(end, attempts.get(i).receivedAt()));
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
        return before.retryAfter()
                .flatMap(wait -> before.finishedAt().map(end -> end.plus(wait)))
                .filter(retry.receivedAt()::isBefore)
                .isPresent();
    }
}
