/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Prints a line for each exchange: when it came, what it was, whether it reached the server, how it ended. */
final class Timeline {

    private static final int SHOWN = 40;

    private Timeline() {}

    /** The last exchanges, one per line; times are relative to the first one. */
    static String of(List<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            return "  (no messages)";
        }
        Instant start = exchanges.get(0).receivedAt();
        int left = Math.max(0, exchanges.size() - SHOWN);
        return (left == 0 ? "" : "  … " + left + " before\n")
                + exchanges.subList(left, exchanges.size()).stream()
                        .map(exchange -> line(exchange, start))
                        .collect(joining("\n"));
    }

    private static String line(Exchange exchange, Instant start) {
        String subject = exchange.tool().map(tool -> " '" + tool + "'").orElse("");
        String id = exchange.id().map(value -> " #" + value).orElse("");
        String faults = exchange.faults().isEmpty() ? "" : "  [" + String.join("; ", exchange.faults()) + "]";
        return String.format(
                Locale.ROOT,
                "  %8s  %s  %s%s%s  %s%s%s",
                millis(start, exchange.receivedAt()),
                exchange.server(),
                exchange.method().isEmpty() ? "(response)" : exchange.method(),
                subject,
                id,
                exchange.reachedServer() ? "→ server, " : "not forwarded, ",
                ending(exchange),
                faults);
    }

    private static String ending(Exchange exchange) {
        String how = exchange.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String status = exchange.status().isPresent() && exchange.status().getAsInt() != 200
                ? " (HTTP " + exchange.status().getAsInt() + ")"
                : "";
        return how
                + status
                + exchange.finishedAt()
                        .map(end -> " after " + millis(exchange.receivedAt(), end))
                        .orElse("");
    }

    private static String millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() + " ms";
    }
}
