/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.internal.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what a check finds in all tools, so that one message shows everything. */
final class Findings {

    private static final int SHOWN = 10;

    private final List<String> violations = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private int tried;

    /** Something was judged. */
    void tried() {
        tried++;
    }

    /** Something is wrong. */
    void violation(String what) {
        violations.add(what);
    }

    /** Something could not be judged. */
    void doubt(String what) {
        doubts.add(what);
    }

    /**
     * End the check: a violation outweighs a doubt.
     *
     * @param nothing why there may be nothing to judge
     */
    void conclude(String nothing) {
        if (!violations.isEmpty()) {
            throw Finding.failed(list(violations));
        }
        if (!doubts.isEmpty()) {
            throw Finding.hidden(list(doubts));
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
