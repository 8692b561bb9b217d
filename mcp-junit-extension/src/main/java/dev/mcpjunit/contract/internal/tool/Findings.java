/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.internal.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a check finds in all tools, so that one message shows everything. Each finding is made fit to be
 * printed here: it may quote names of the server, and arguments of the test.
 */
final class Findings {

    private static final int SHOWN = 10;

    /** The most characters of a finding. */
    private static final int LONGEST = 4_000;

    private final List<String> violations = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private int tried;

    /** Something was judged. */
    void tried() {
        tried++;
    }

    /** Something is wrong. */
    void violation(String what) {
        violations.add(Printable.line(what, LONGEST));
    }

    /** Something could not be judged. */
    void unclear(String what) {
        unclear.add(Printable.line(what, LONGEST));
    }

    /** A call got no answer: a violation if the server is to blame. */
    void unanswered(Unanswered lost, String what) {
        if (lost.isOfTheServer()) {
            violation(what);
        } else {
            unclear(what);
        }
    }

    /**
     * End a check that has something to check: if nothing was judged, something is lacking.
     *
     * @param lacking what the declaration lacks
     */
    void concludeJudged(String lacking) {
        if (tried == 0 && unclear.isEmpty()) {
            unclear(lacking);
        }
        conclude(lacking);
    }

    /**
     * End the check: a violation outweighs what is unclear.
     *
     * @param nothing why there may be nothing to judge
     */
    void conclude(String nothing) {
        if (!violations.isEmpty()) {
            throw Finding.failed(list(violations));
        }
        if (!unclear.isEmpty()) {
            throw Finding.hidden(list(unclear));
        }
        if (tried == 0) {
            throw Finding.notApplicable(nothing);
        }
    }

    private static String list(List<String> findings) {
        if (findings.size() == 1) {
            return findings.get(0);
        }
        var text = new StringBuilder(findings.size() + " findings:");
        findings.stream().limit(SHOWN).forEach(finding -> text.append("\n  ").append(finding));
        if (findings.size() > SHOWN) {
            text.append("\n  … and ").append(findings.size() - SHOWN).append(" more");
        }
        return text.toString();
    }
}
