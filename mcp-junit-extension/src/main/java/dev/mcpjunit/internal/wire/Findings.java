/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Breaches of the protocol that did no harm, kept as evidence. Bounded and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Findings {

    private static final int KEPT = 50;
    private static final int EXCERPT = 200;

    /** How a finding about a further answer to a request begins, after the channel. */
    static final String SECOND_ANSWER = "a second answer to the same request";

    /** How a finding about an answer without a request begins, after the channel. */
    static final String STRAY_ANSWER = "an answer to no request of ours";

    private static final String AFTER_RESPONSE = "an event after the response to ";

    private final List<String> findings = new ArrayList<>();
    private int more;

    /** Keep a finding. */
    public synchronized void add(String finding) {
        if (findings.size() < KEPT) {
            findings.add(finding);
        } else {
            more++;
        }
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

    /** What to find about a message that follows the response to a request in its stream. */
    public static String afterResponse(String request, String message) {
        return AFTER_RESPONSE + request + ": " + excerpt(message);
    }

    /** Whether a finding is about an answer that no request was waiting for. */
    public static boolean isUnexpectedAnswer(String finding) {
        boolean responds = finding.contains("\"result\"") || finding.contains("\"error\"");
        return finding.contains(SECOND_ANSWER)
                || finding.contains(STRAY_ANSWER)
                || (finding.startsWith(AFTER_RESPONSE) && responds);
    }

    /** The beginning of a text, for a message. */
    public static String excerpt(String text) {
        return Printable.line(text, EXCERPT);
    }
}
