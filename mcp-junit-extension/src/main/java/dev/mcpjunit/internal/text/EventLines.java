/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** Prints timelines: one line per event, with its time relative to the first. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EventLines {

    private EventLines() {}

    /** Something that happened. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Event(Instant at, String what) {}

    /** The last events, in their own order, with a note about those before. */
    public static String last(int shown, List<Event> events) {
        List<String> lines = lines(events);
        int left = Math.max(0, lines.size() - shown);
        return (left == 0 ? "" : "  … " + left + " before\n") + String.join("\n", lines.subList(left, lines.size()));
    }

    /** All events in the order of time, or the first and the last of many. */
    public static String sorted(int shown, List<Event> events) {
        List<String> lines =
                lines(events.stream().sorted(Comparator.comparing(Event::at)).toList());
        int left = lines.size() - shown;
        if (left <= 0) {
            return String.join("\n", lines);
        }
        return String.join("\n", lines.subList(0, shown / 2)) + "\n  … " + left + " more …\n"
                + String.join("\n", lines.subList(shown / 2 + left, lines.size()));
    }

    private static List<String> lines(List<Event> events) {
        return events.stream()
                .map(event -> String.format(
                        Locale.ROOT,
                        "  %8s  %s",
                        Duration.between(events.get(0).at(), event.at()).toMillis() + " ms",
                        event.what()))
                .toList();
    }
}
