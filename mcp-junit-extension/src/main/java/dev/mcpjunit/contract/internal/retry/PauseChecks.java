/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.retry;

import static dev.mcpjunit.contract.internal.retry.Session.count;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.retry.Session.Disturbed;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.retry.BackOff;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The checks of pauses and deadlines. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PauseChecks {

    /** Timers of some platforms are early by a millisecond or two. */
    private static final Duration EARLY = Duration.ofMillis(5);

    private static final Duration ASKED = Duration.ofSeconds(1);
    private static final Duration ASKED_TOO_LONG = Duration.ofHours(1);

    private final Trial trial;
    private final DeclaredRetries declared;
    private final Session session;

    public PauseChecks(Trial trial, DeclaredRetries declared) {
        this.trial = trial;
        this.declared = declared;
        this.session = new Session(trial, declared);
    }

    /** As declared, after each attempt. */
    public void backOff() {
        session.needsRepetition();
        BackOff backOff = declared.backOff()
                .orElseThrow(() -> Finding.notApplicable(
                        "How long the client pauses between its attempts is not declared: declare backOff(…)"));
        session.needs(session.fault());
        Duration usual = session.ready();
        Disturbed all = session.failAlways();
        List<Exchange> attempts = all.attempts();
        // Attempts beyond those are judged by how many there are, whether or not they come before the check looks.
        int judged = Math.min(attempts.size(), declared.attempts());
        for (int attempt = 1; attempt < judged; attempt++) {
            judge(backOff, attempt, pause(attempts, attempt), all.call(), usual);
        }
    }

    /** From before the client could know of the failure until after it has sent: never shorter than it was. */
    private static Duration pause(List<Exchange> attempts, int attempt) {
        Exchange before = attempts.get(attempt - 1);
        return Duration.between(
                before.finishedAt().orElse(before.receivedAt()),
                attempts.get(attempt).receivedAt());
    }

    private void judge(BackOff backOff, int attempt, Duration pause, Call call, Duration usual) {
        String what = "After attempt " + attempt + " the client paused for " + Durations.print(pause)
                + ", though it is declared to pause for " + backOff.print(attempt);
        if (pause.plus(EARLY).compareTo(backOff.shortestAfter(attempt)) < 0) {
            throw Finding.failed(what);
        }
        Duration longest = backOff.longestAfter(attempt).plus(declared.grace());
        if (pause.compareTo(longest) <= 0) {
            return;
        }
        if (pause.compareTo(longest.plus(Session.excuse(call, usual))) <= 0) {
            throw Session.busy(what, call, usual);
        }
        throw Finding.failed(what);
    }

    private Fault busy(Duration retryAfter) {
        int status = declared.repeatedAfter() == CallFailure.HTTP_429 ? 429 : 503;
        return new AnswerFault.HttpResponse(
                status, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())), "", Execution.SKIPPED);
    }

    private void needsRetryAfter() {
        session.needs(busy(ASKED));
        session.needsRepetition();
        if (!declared.isHonoringRetryAfter()) {
            throw Finding.notApplicable(
                    "Whether the client honors Retry-After is not declared: declare honorsRetryAfter()");
        }
    }

    /** No sooner than the server has asked for. */
    public void retryAfter() {
        needsRetryAfter();
        if (declared.deadline()
                .filter(time -> time.compareTo(ASKED.multipliedBy(2)) < 0)
                .isPresent()) {
            throw Finding.notApplicable("Retry-After is given in whole seconds, and the client's deadline is too short"
                    + " to wait for one: declare and set a deadline of " + Durations.print(ASKED.multipliedBy(2)));
        }
        session.ready();
        Disturbed all = session.disturb(
                Selector.toolCall(declared.tool()).first(), busy(ASKED), declared.tool(), declared.attempts());
        String asked = "The client was asked to retry after " + Durations.print(ASKED) + ", and ";
        if (all.attempts().size() < 2) {
            throw session.failedUnlessBusy(asked + "did not", all.call());
        }
        Duration pause = pause(all.attempts(), 1);
        if (pause.plus(EARLY).compareTo(ASKED) < 0) {
            throw session.failedUnlessBusy(asked + "retried after " + Durations.print(pause), all.call());
        }
    }

    /** A server that asks for too much time is not called again. */
    public void retryAfterTooLong() {
        needsRetryAfter();
        Duration deadline = deadline();
        Duration usual = session.ready();
        int before = trial.callsOf(declared.tool()).count();
        trial.inject(Selector.toolCall(declared.tool()), busy(ASKED_TOO_LONG));
        Call call = trial.call(declared.tool())
                .giveUp(
                        deadline,
                        declared.grace(),
                        usual,
                        "The client was asked to retry after an hour, far beyond its deadline");
        int tried = session.attempts(declared.tool(), before).size();
        if (tried == 0) {
            throw Session.neverSent(declared.tool());
        }
        if (tried > 1) {
            throw session.failedUnlessBusy(
                    "The client was asked to retry after an hour, and tried " + count(tried)
                            + " before its deadline of " + Durations.print(deadline),
                    call);
        }
    }

    private Duration deadline() {
        return declared.deadline()
                .orElseThrow(() -> Finding.notApplicable(
                        "By when the caller is answered, retries and all, is not declared: declare deadline(…)"));
    }

    /** The caller is answered in time, however often the client tries. */
    public void total() {
        Duration deadline = deadline();
        Duration usual = session.ready();
        int before = trial.callsOf(declared.tool()).count();
        trial.inject(Selector.toolCall(declared.tool()), new ConnectionFault.CutBeforeServer(Cut.HANG));
        Call unused =
                trial.call(declared.tool()).giveUp(deadline, declared.grace(), usual, "No attempt was ever answered");
        if (session.attempts(declared.tool(), before).isEmpty()) {
            throw Session.neverSent(declared.tool());
        }
    }
}
