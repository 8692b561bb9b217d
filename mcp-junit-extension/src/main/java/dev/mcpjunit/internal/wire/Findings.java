/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apiguardian.api.API;

/** Breaches of the protocol that did no harm, kept as evidence. Bounded and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Findings {

    private static final int KEPT = 50;
    private static final int EXCERPT = 200;

    private final List<String> findings = new ArrayList<>();
    private final Deque<String> unexpectedAnswers = new ArrayDeque<>();
    private int more;
    private long unexpected;

    /** Keep a finding. */
    public synchronized void add(String finding) {
        if (findings.size() < KEPT) {
            findings.add(finding);
        } else {
            more++;
        }
    }

    /** Keep a finding about an answer that no request was waiting for, and count it however many findings there are. */
    public synchronized void addUnexpectedAnswer(String finding) {
        add(finding);
        unexpected++;
        unexpectedAnswers.addLast(finding);
        if (unexpectedAnswers.size() > KEPT) {
            unexpectedAnswers.removeFirst();
        }
    }

    /** The answers so far that no request was waiting for. */
    public synchronized UnexpectedAnswers unexpectedAnswers() {
        return new UnexpectedAnswers(unexpected, List.copyOf(unexpectedAnswers));
    }

    /** All that were kept, and a line that counts the rest. */
    public synchronized List<String> all() {
        var all = new ArrayList<>(findings);
        if (more > 0) {
            all.add("… and " + more + " more");
        }
        return List.copyOf(all);
    }

    /** The findings as a paragraph for a message; empty when there are none. */
    public String paragraph() {
        List<String> all = all();
        return all.isEmpty() ? "" : "\nIt also broke the protocol:\n    " + String.join("\n    ", all);
    }

    /** The beginning of a text, for a message. */
    public static String excerpt(String text) {
        return Printable.line(text, EXCERPT);
    }
}
