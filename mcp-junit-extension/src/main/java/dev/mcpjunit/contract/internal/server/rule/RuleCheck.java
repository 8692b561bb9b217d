/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.rule;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Collects the violations of one rule and reports them together. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RuleCheck {

    private static final int SHOWN = 8;

    private final Rule rule;
    private final String server;
    private final String where;
    private final String citation;
    private final List<String> violations = new ArrayList<>();
    private final List<String> inconclusive = new ArrayList<>();

    /**
     * Begin a check.
     *
     * @param revision the revision that is spoken; one that does not have the rule does not apply
     */
    public RuleCheck(Rule rule, String server, String where, ProtocolRevision revision) {
        this.rule = rule;
        this.server = server;
        this.where = where + ", revision " + revision;
        this.citation = rule.citation(revision)
                .orElseThrow(
                        () -> Finding.notApplicable("revision " + revision + " has no such rule: " + rule.statement()));
    }

    /** Begin a check of a server that runs. */
    public RuleCheck(Rule rule, RunningServer server, ProtocolRevision revision) {
        this(rule, server.name(), server.endpoint().describe(), revision);
    }

    /** Note something that the server does against the rule. */
    public void violation(String what) {
        violations.add(Printable.message(what));
    }

    public void violationIf(boolean holds, String what) {
        if (holds) {
            violation(what);
        }
    }

    /** Whether no violation was found yet. */
    public boolean isClean() {
        return violations.isEmpty();
    }

    /** Note something that shows neither that the server keeps the rule nor that it breaks it. */
    public void inconclusive(String what) {
        inconclusive.add(Printable.line(what));
    }

    /** What a check looks at. */
    public interface Look {
        void take() throws NoAnswerException, InterruptedException;
    }

    /**
     * Look, and end the check. A request without an answer is a violation.
     *
     * @throws AssertionFailedError if there was a violation
     * @throws Finding if there was none, but something that is inconclusive or that stops the check
     */
    public void judge(Look look) throws InterruptedException {
        try {
            look.take();
        } catch (NoAnswerException silent) {
            violation("A request " + silent.how());
        } catch (Finding | IllegalStateException early) {
            // What was found before is not taken back by what stops the check.
            if (violations.isEmpty()) {
                throw early;
            }
        }
        conclude();
    }

    /** Look, for a rule that does not cover requests without an answer: such a request makes the check inconclusive. */
    public void judgeIfAnswered(Look look) throws InterruptedException {
        judge(() -> {
            try {
                look.take();
            } catch (NoAnswerException silent) {
                inconclusive("a request " + silent.how());
            }
        });
    }

    /**
     * End the check.
     *
     * @throws AssertionFailedError if there was a violation
     * @throws Finding if there was none, but something that is inconclusive
     */
    public void conclude() {
        if (violations.isEmpty()) {
            if (!inconclusive.isEmpty()) {
                throw Finding.inconclusive(
                        String.join("; ", inconclusive.subList(0, Math.min(SHOWN, inconclusive.size()))));
            }
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
