/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened in a trial, for the message: what the caller did and saw, and what crossed the wire, in one order. */
final class Story {

    private static final int SHOWN = 30;

    /** What the server was asked besides says nothing about patience. */
    private static final Set<String> TOLD =
            Set.of("tools/call", "initialize", "server/discover", "notifications/cancelled");

    private record Event(Instant at, String what) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();

    void caller(Instant at, String what) {
        events.add(new Event(at, "caller  " + what));
    }

    /** A line for each event, times relative to the first. */
    String print(List<Exchange> exchanges) {
        var all = new ArrayList<>(events);
        exchanges.stream().filter(each -> TOLD.contains(each.method())).forEach(each -> tell(each, all));
        if (all.isEmpty()) {
            return "  (nothing happened)";
        }
        all.sort(Comparator.comparing(Event::at));
        Instant start = all.get(0).at();
        int half = SHOWN / 2;
        if (all.size() <= SHOWN) {
            return lines(all, start);
        }
        return lines(all.subList(0, half), start)
                + "\n  … " + (all.size() - SHOWN) + " more …\n"
                + lines(all.subList(all.size() - half, all.size()), start);
    }

    private static String lines(List<Event> events, Instant start) {
        return events.stream()
                .map(event -> String.format(
                        Locale.ROOT,
                        "  %6d ms  %s",
                        Duration.between(start, event.at()).toMillis(),
                        event.what()))
                .collect(joining("\n"));
    }

    private static void tell(Exchange exchange, List<Event> to) {
        String name = exchange.method()
                + exchange.tool().map(tool -> " '" + tool + "'").orElse("")
                + exchange.id().map(id -> " #" + id).orElse("");
        String faults = exchange.faults().isEmpty() ? "" : "  [" + String.join("; ", exchange.faults()) + "]";
        String open = exchange.finishedAt().isEmpty() ? "  (still open)" : "";
        to.add(new Event(exchange.receivedAt(), "wire    " + name + " sent" + faults + open));
        if (!exchange.faults().isEmpty()) {
            exchange.answeredAt().ifPresent(at -> to.add(new Event(at, "wire    " + name + " carried out")));
        }
        if (exchange.outcome() != Outcome.ACCEPTED) {
            exchange.finishedAt().ifPresent(at -> to.add(new Event(at, "wire    " + name + " " + ending(exchange))));
        }
    }

    private static String ending(Exchange exchange) {
        return switch (exchange.outcome()) {
            case RESULT -> "answered";
            case TOOL_ERROR -> "answered: isError";
            case RPC_ERROR -> "answered: JSON-RPC error";
            case HTTP_ERROR ->
                "refused: HTTP " + exchange.status().orElse(0)
                        + exchange.retryAfter()
                                .map(wait -> ", Retry-After " + Durations.print(wait))
                                .orElse("");
            case SPOILT -> "got what is no answer";
            case CUT -> "cut off";
            case SILENCE, CLIENT_GONE -> "closed by the client";
            case SERVER_GONE -> "lost: the server is gone";
            case ACCEPTED, IN_FLIGHT -> "under way";
        };
    }
}
