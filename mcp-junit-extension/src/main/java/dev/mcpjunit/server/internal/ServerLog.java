/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apiguardian.api.API;

/** The last lines that a server wrote to its standard error or log. Bounded in lines and characters. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ServerLog {

    /** How the paragraph begins that has the last lines. */
    public static final String LAST_LINES = "Last lines of its ";

    private static final int LINES = 500;
    private static final int LINE_LENGTH = 2_000;

    private final Deque<Line> lines = new ArrayDeque<>();
    private long written;

    /**
     * A line.
     *
     * @param nanoTime when it was read, as {@link System#nanoTime()} says it
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Line(long nanoTime, String text) {}

    /** Add a line, and drop the oldest one if there are too many. Secrets and control characters are not kept. */
    public synchronized void add(String line) {
        written += line.length() + 1;
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(new Line(System.nanoTime(), Printable.line(line, LINE_LENGTH)));
    }

    /** How many characters were added so far, kept or not. */
    public synchronized long written() {
        return written;
    }

    /** The lines that are kept, oldest first. */
    public synchronized List<String> lines() {
        return lines.stream().map(Line::text).toList();
    }

    /** The lines that are kept and were read after a moment, oldest first. */
    public synchronized List<Line> since(long nanoTime) {
        return lines.stream().filter(line -> line.nanoTime() - nanoTime >= 0).toList();
    }

    /** The last lines, oldest first, without secrets. For messages. */
    public List<String> tail(int count) {
        List<String> all = lines();
        return all.subList(Math.max(0, all.size() - count), all.size()).stream()
                .map(SecretMasking.ofMessages()::text)
                .toList();
    }

    /** The last lines as a paragraph for a message, or a sentence that there are none. */
    public String lastLines(String source) {
        List<String> tail = tail(12);
        if (tail.isEmpty()) {
            return "It wrote nothing to " + source + ".";
        }
        return LAST_LINES + source + ":\n    " + String.join("\n    ", tail);
    }
}
