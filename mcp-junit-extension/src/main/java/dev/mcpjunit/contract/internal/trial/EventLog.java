/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.text.EventLines;
import dev.mcpjunit.internal.text.EventLines.Event;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apiguardian.api.API;

/** What happened in a trial, for the message. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EventLog {

    private static final int LINES = 40;

    /** Other messages say nothing about calls. */
    private static final Set<String> SHOWN =
            Set.of("tools/call", "initialize", "server/discover", "notifications/cancelled");

    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** Add an event. */
    public void add(Instant at, String what) {
        events.add(new Event(at, Secrets.maskKnown(what)));
    }

    /** Print the events. */
    public String print() {
        return print(List.of());
    }

    /** Print the events, and what crossed the wire, in one order. */
    public String print(List<Exchange> exchanges) {
        var all = new ArrayList<>(events);
        exchanges.stream().filter(each -> SHOWN.contains(each.method())).forEach(each -> add(each, all));
        return all.isEmpty() ? "  (nothing happened)" : EventLines.sorted(LINES, all);
    }

    /** The beginning of an exchange, and its end. */
    private static void add(Exchange exchange, List<Event> to) {
        String faults = exchange.faults().isEmpty() ? "" : "  [" + String.join("; ", exchange.faults()) + "]";
        String open = exchange.finishedAt().isEmpty() ? "  (still open)" : "";
        to.add(new Event(exchange.receivedAt(), "wire    " + exchange.title() + " sent" + faults + open));
        if (exchange.outcome() != Outcome.ACCEPTED) {
            exchange.finishedAt()
                    .ifPresent(end -> to.add(new Event(end, "wire    " + exchange.title() + "  " + exchange.ending())));
        }
    }
}
