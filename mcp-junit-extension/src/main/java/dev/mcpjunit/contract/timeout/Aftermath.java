/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.timeout.Silence.TimedOut;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is after a call that timed out. */
final class Aftermath {

    /** How long a client may take to tell the server; a good one does it at once. */
    private static final Duration NOTICE = Duration.ofSeconds(3);

    private static final String LATE = "late-answer-of-a-call-that-was-given-up";

    private final Trial trial;
    private final DeclaredTimeouts declared;
    private final Silence silence;

    Aftermath(Trial trial, DeclaredTimeouts declared) {
        this.trial = trial;
        this.declared = declared;
        this.silence = new Silence(trial, declared);
    }

    /** The client can be used again. */
    void nextCall() {
        silence.timeOut(silence.ready(), Silence.hanging());
        trial.callAgain(declared.tool(), "A call had timed out, and the next one failed though the server is healthy");
    }

    /** The server gets to know that nobody waits any more. */
    void notice() {
        Notice notice = declared.notice();
        if (notice == Notice.NONE) {
            throw Finding.notApplicable("The client is declared not to tell the server that it has given up");
        }
        TimedOut timedOut = silence.timeOut(silence.ready(), Silence.hanging());
        long call = timedOut.exchange().number();
        if (!trial.waitUntil(() -> isTold(call, notice), NOTICE)) {
            throw Finding.failed("The client is declared to tell the server " + notice + " that it has given up a call,"
                    + " and had told it " + told(call) + " " + Durations.print(NOTICE) + " later");
        }
    }

    private boolean isTold(long call, Notice notice) {
        boolean cancelled = isCancelled(call);
        boolean closed = isClosed(call);
        return switch (notice) {
            case CANCELLATION -> cancelled;
            case CLOSING -> closed;
            case ANY -> cancelled || closed;
            case NONE -> true;
        };
    }

    private Notice told(long call) {
        return isCancelled(call) ? Notice.CANCELLATION : isClosed(call) ? Notice.CLOSING : Notice.NONE;
    }

    private boolean isCancelled(long call) {
        return trial.callsOf(declared.tool()).cancelled().stream().anyMatch(each -> each.number() == call);
    }

    private boolean isClosed(long call) {
        return trial.callsOf(declared.tool()).all().stream()
                .anyMatch(each -> each.number() == call && each.finishedAt().isPresent());
    }

    /** An answer for which nobody waits any more is taken for nothing else. */
    void lateAnswer() {
        Duration usual = silence.ready();
        Gate gate = trial.gate();
        var marked = trial.inject(next(), new AnswerFault.ChangedResult("marked", Aftermath::mark));
        TimedOut timedOut = silence.timeOut(usual, new TimingFault.HoldAnswer(gate));
        marked.remove();
        callBetween();
        gate.release();
        // Delivered, or the client had closed: either way it has come as near as it can.
        trial.waitUntil(() -> isClosed(timedOut.exchange().number()), NOTICE);
        Call next = trial.callAgain(
                declared.tool(), "A call had timed out, its answer came late, and the next call failed");
        if (String.valueOf(next.value()).contains(LATE)) {
            throw Finding.failed("A call had timed out, its answer came late, and the next call was given that answer"
                    + " as its own. Does the client look at the id of what it reads?");
        }
    }

    private Selector next() {
        return Selector.toolCall(declared.tool()).first();
    }

    private void callBetween() {
        try {
            trial.callHealthy(declared.tool(), "");
        } catch (Finding unusable) {
            throw Finding.notApplicable("After a time-out the client could not be used at all, which 'the next call"
                    + " works' judges; what it makes of late answers cannot be seen");
        }
    }

    private static JsonObject mark(JsonObject result) {
        return result.toBuilder()
                .put("content", List.of(Map.of("type", "text", "text", LATE)))
                .remove("structuredContent")
                .build();
    }
}
