/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.timeout;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.timeout.UnansweredChecks.TimedOut;
import dev.mcpjunit.contract.internal.trial.AnswerMark;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The checks of what follows a call that timed out. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AfterTimeoutChecks {

    /** How long a client may take to notify the server; a good one does it immediately. */
    private static final Duration NOTICE = Duration.ofSeconds(3);

    private static final String LATE = "late-answer-of-a-call-that-was-given-up";

    private final Trial trial;
    private final DeclaredTimeouts declared;
    private final UnansweredChecks unanswered;

    public AfterTimeoutChecks(Trial trial, DeclaredTimeouts declared) {
        this.trial = trial;
        this.declared = declared;
        this.unanswered = new UnansweredChecks(trial, declared);
    }

    /** The client can be used again. */
    public void nextCall() {
        Duration usual = unanswered.ready();
        AnswerMark mark = AnswerMark.of(trial, declared.tool());
        unanswered.timeOut(usual, UnansweredChecks.hanging());
        mark.addTo(Selector.toolCall(declared.tool()));
        Call next = trial.callAgain(
                declared.tool(), "A call had timed out, and the next one failed though the server is healthy");
        mark.require(next, "A call had timed out");
    }

    /** The server is notified that its answer is no longer needed. */
    public void notice() {
        Notice notice = declared.notice();
        if (notice == Notice.NONE) {
            throw Finding.notApplicable("The client is declared not to notify the server that it has given up");
        }
        TimedOut timedOut = unanswered.timeOut(unanswered.ready(), UnansweredChecks.hanging());
        long call = timedOut.exchange().number();
        if (!trial.waitUntil(() -> isNotified(call, notice), NOTICE)) {
            throw Finding.failed("The client is declared to notify the server " + notice
                    + " when it gives up a call, but " + Durations.print(NOTICE) + " later it had " + seen(call));
        }
    }

    private boolean isNotified(long call, Notice notice) {
        boolean cancelled = isCancelled(call);
        boolean closed = isClosed(call);
        return switch (notice) {
            case CANCELLATION -> cancelled;
            case CLOSING -> closed;
            case ANY -> cancelled || closed;
            case NONE -> true;
        };
    }

    private String seen(long call) {
        if (isCancelled(call)) {
            return "notified it only " + Notice.CANCELLATION;
        }
        return isClosed(call) ? "notified it only " + Notice.CLOSING : "not notified it";
    }

    private boolean isCancelled(long call) {
        return trial.callsOf(declared.tool()).cancelled().stream().anyMatch(each -> each.number() == call);
    }

    private boolean isClosed(long call) {
        return trial.callsOf(declared.tool()).all().stream()
                .anyMatch(each -> each.number() == call && each.finishedAt().isPresent());
    }

    /** A late answer is not taken for the answer to another call. */
    public void lateAnswer() {
        Duration usual = unanswered.ready();
        AnswerMark mark = AnswerMark.of(trial, declared.tool());
        Gate gate = trial.gate();
        var marked = trial.inject(next(), new AnswerFault.ChangedResult("marked", AfterTimeoutChecks::mark));
        TimedOut timedOut = unanswered.timeOut(usual, new TimingFault.HoldAnswer(gate));
        marked.remove();
        callBetween();
        gate.release();
        // Delivered, or the client had closed: either way it has come as near as it can.
        trial.waitUntil(() -> isClosed(timedOut.exchange().number()), NOTICE);
        mark.addTo(Selector.toolCall(declared.tool()));
        Call next = trial.callAgain(
                declared.tool(), "A call had timed out, its answer came late, and the next call failed");
        if (String.valueOf(next.value()).contains(LATE)) {
            throw Finding.failed("A call had timed out, its answer came late, and the next call was given that answer"
                    + " as its own. Does the client check the ids of responses?");
        }
        mark.require(next, "A call had timed out, and its answer came late");
    }

    private Selector next() {
        return Selector.toolCall(declared.tool()).first();
    }

    private void callBetween() {
        try {
            trial.callHealthy(declared.tool(), "");
        } catch (Finding unusable) {
            throw Finding.hidden("After a timeout the client could not be used at all, so its treatment of"
                    + " late answers cannot be seen. See the check 'the next call works'");
        }
    }

    private static JsonObject mark(JsonObject result) {
        return result.toBuilder()
                .put("content", List.of(Map.of("type", "text", "text", LATE)))
                .remove("structuredContent")
                .build();
    }
}
