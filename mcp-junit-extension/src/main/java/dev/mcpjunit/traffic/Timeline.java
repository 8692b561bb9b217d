/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.text.EventLines;
import dev.mcpjunit.internal.text.EventLines.Event;
import dev.mcpjunit.internal.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Prints a line for each exchange: when it came, what it was, whether it reached the server, how it ended. */
final class Timeline {

    private static final int SHOWN = 40;

    private Timeline() {}

    /** The last exchanges, one per line; times are relative to the first one. */
    static String of(List<Exchange> exchanges) {
        return exchanges.isEmpty()
                ? "  (no messages)"
                : EventLines.last(
                        SHOWN,
                        exchanges.stream()
                                .map(each -> new Event(each.receivedAt(), line(each)))
                                .toList());
    }

    private static String line(Exchange exchange) {
        return Printable.line(exchange.server() + "  " + exchange.title() + "  "
                + (exchange.reachedServer() ? "→ server, " : "not forwarded, ") + exchange.ending()
                + exchange.finishedAt()
                        .map(end -> " after " + millis(exchange.receivedAt(), end))
                        .orElse("")
                + (exchange.faults().isEmpty() ? "" : "  [" + String.join("; ", exchange.faults()) + "]"));
    }

    private static String millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() + " ms";
    }
}
