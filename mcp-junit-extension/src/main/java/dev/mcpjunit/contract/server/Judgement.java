/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Gathers what a server does against a rule, and says it all at once. */
final class Judgement {

    private static final int SHOWN = 8;

    private final Rule rule;
    private final String server;
    private final String where;
    private final String citation;
    private final List<String> breaches = new ArrayList<>();

    /**
     * Begin to judge.
     *
     * @param rule the rule
     * @param server the server's name
     * @param where how it is reached
     * @param revision the revision that is spoken; one that does not have the rule does not apply
     */
    Judgement(Rule rule, String server, String where, ProtocolRevision revision) {
        this.rule = rule;
        this.server = server;
        this.where = where + ", revision " + revision;
        this.citation = rule.citation(revision)
                .orElseThrow(
                        () -> Finding.notApplicable("revision " + revision + " has no such rule: " + rule.statement()));
    }

    /** Note something that the server does against the rule. */
    void breach(String what) {
        breaches.add(what);
    }

    void breachIf(boolean holds, String what) {
        if (holds) {
            breach(what);
        }
    }

    /**
     * End the judgement.
     *
     * @throws AssertionFailedError if there was a breach
     */
    void conclude() {
        if (breaches.isEmpty()) {
            return;
        }
        var message = new StringBuilder("Server '")
                .append(server)
                .append("' breaks a rule: ")
                .append(rule.statement());
        message.append('\n');
        breaches.stream().limit(SHOWN).forEach(breach -> message.append("\n  ").append(breach.replace("\n", "\n  ")));
        if (breaches.size() > SHOWN) {
            message.append("\n  … and ").append(breaches.size() - SHOWN).append(" more");
        }
        message.append("\n\n  Where: ").append(where);
        message.append("\n  Rule:  ").append(citation);
        message.append("\n  To do: ").append(rule.advice());
        throw new AssertionFailedError(message.toString());
    }
}
