/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Collects the violations of one rule and reports them together. */
final class RuleCheck {

    private static final int SHOWN = 8;

    private final Rule rule;
    private final String server;
    private final String where;
    private final String citation;
    private final List<String> violations = new ArrayList<>();

    /**
     * Begin a check.
     *
     * @param revision the revision that is spoken; one that does not have the rule does not apply
     */
    RuleCheck(Rule rule, String server, String where, ProtocolRevision revision) {
        this.rule = rule;
        this.server = server;
        this.where = where + ", revision " + revision;
        this.citation = rule.citation(revision)
                .orElseThrow(
                        () -> Finding.notApplicable("revision " + revision + " has no such rule: " + rule.statement()));
    }

    /** Note something that the server does against the rule. */
    void violation(String what) {
        violations.add(what);
    }

    void violationIf(boolean holds, String what) {
        if (holds) {
            violation(what);
        }
    }

    /**
     * End the check.
     *
     * @throws AssertionFailedError if there was a violation
     */
    void conclude() {
        if (violations.isEmpty()) {
            return;
        }
        var message = new StringBuilder("Server '")
                .append(server)
                .append("' breaks a rule: ")
                .append(rule.statement());
        message.append('\n');
        violations.stream().limit(SHOWN).forEach(violation -> message.append("\n  ")
                .append(violation.replace("\n", "\n  ")));
        if (violations.size() > SHOWN) {
            message.append("\n  … and ").append(violations.size() - SHOWN).append(" more");
        }
        message.append("\n\n  Where: ").append(where);
        message.append("\n  Rule:  ").append(citation);
        message.append("\n  To do: ").append(rule.advice());
        throw new AssertionFailedError(message.toString());
    }
}
