/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.retry;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.internal.trial.Waiting;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the checks of retries share: one client, and calls that fail. */
final class Session {

    private static final int WARM_UP = 2;
    private static final Duration LOOK = Duration.ofMillis(20);

    /** A failing call may need several times the steps of a healthy one. */
    private static final int STEPS = 4;

    /** No client times out sooner than this. */
    private static final Duration SLOW = Duration.ofMillis(200);

    private static final String HIDDEN = ", so this cannot be seen. See the check 'repeats as often as declared'";

    private final Trial trial;
    private final DeclaredRetries declared;

    /** How long a healthy call takes, and how much of it outside the server. */
    private Duration usual = Duration.ZERO;

    private Duration overhead = Duration.ZERO;

    Session(Trial trial, DeclaredRetries declared) {
        this.trial = trial;
        this.declared = declared;
    }

    /** A call that was disturbed, and its attempts on the wire. */
    record Disturbed(Call call, List<Exchange> attempts) {

        /** Those that the caller still waited for. */
        List<Exchange> inTime() {
            return Session.inTime(attempts, Optional.of(call));
        }
    }

    private static List<Exchange> inTime(List<Exchange> attempts, Optional<Call> call) {
        return attempts.stream()
                .filter(each ->
                        call.isEmpty() || !each.receivedAt().isAfter(call.get().ended()))
                .toList();
    }

    /** Connect, and see that the client works, and how fast on this machine. */
    Duration ready() {
        trial.connect();
        for (int i = 0; i < WARM_UP; i++) {
            usual = healthyCall().took();
        }
        overhead = usual.minus(atServer(trial.callsOf(declared.tool()).all()));
        return usual;
    }

    private static Duration atServer(List<Exchange> calls) {
        if (calls.isEmpty()) {
            return Duration.ZERO;
        }
        Exchange last = calls.get(calls.size() - 1);
        return Duration.between(last.receivedAt(), last.finishedAt().orElse(last.receivedAt()));
    }

    Call healthyCall() {
        return trial.callHealthy(declared.tool(), "A call of a healthy server did not succeed");
    }

    /** What the calls fail by, as declared. */
    Fault fault() {
        return declared.repeatedAfter().fault().orElseThrow();
    }

    void needsRepetition() {
        if (declared.attempts() == 1) {
            throw Finding.notApplicable("The client is declared to try once");
        }
    }

    /** Refuse what cannot happen to the server's transport. */
    void needs(Fault fault) {
        if (!fault.needs().isMetBy(trial.server())) {
            throw Finding.notApplicable("'" + fault + "' cannot happen on standard input and output. Where the client"
                    + " repeats calls after something else, declare repeatedAfter(…)");
        }
    }

    /** Disturb a call, and wait for its end, to look at something else than the number of attempts. */
    Disturbed disturb(Selector which, Fault fault, String tool, int allowed) {
        return disturb(which, fault, tool, allowed, what -> Finding.hidden(what + HIDDEN));
    }

    /** Disturb a call, and wait for its end; a client that tries more often than allowed is not waited for. */
    Disturbed disturb(Selector which, Fault fault, String tool, int allowed, Function<String, Finding> tooMany) {
        needs(fault);
        int before = trial.callsOf(tool).count();
        var injected = trial.inject(which, fault);
        Waiting waiting = trial.call(tool);
        Optional<Call> call = Optional.empty();
        long looks = trial.callTimeout().dividedBy(LOOK);
        while (call.isEmpty() && attempts(tool, before).size() <= allowed && looks-- > 0) {
            call = waiting.await(LOOK);
        }
        if (call.isEmpty()) {
            call = waiting.await(LOOK);
        }
        List<Exchange> attempts = attempts(tool, before);
        if (inTime(attempts, call).size() > allowed) {
            if (call.isEmpty()) {
                waiting.stop();
            }
            throw tooMany.apply("After " + fault + " the client tried " + count(attempts.size())
                    + ", though it is declared to try " + count(allowed));
        }
        injected.remove();
        Call ended = call.orElseThrow(() -> {
            waiting.stop();
            return Finding.failed(
                    "After " + fault + " the caller was not answered within " + Durations.print(trial.callTimeout()));
        });
        if (attempts.isEmpty()) {
            throw neverSent(tool);
        }
        return new Disturbed(ended, attempts);
    }

    /** On a slow machine, a client may not have received what it seems to ignore. */
    Finding failedUnlessBusy(String what, Call call) {
        return call.lost().plus(overhead).compareTo(SLOW) < 0 ? Finding.failed(what) : busy(what, call, usual);
    }

    /** How much of a call's time a slow machine may have taken. */
    static Duration excuse(Call call, Duration usual) {
        return call.lost().plus(usual.multipliedBy(STEPS));
    }

    static Finding busy(String what, Call call, Duration usual) {
        return Finding.inconclusive(what + ". But the machine was busy: it lost " + Durations.print(call.lost())
                + " in that time, and a healthy call took " + Durations.print(usual));
    }

    static Finding neverSent(String tool) {
        return Finding.failed("No call of tool '" + tool + "' crossed the wire, so nothing was shown. Does the client"
                + " connect to the endpoint that it is given, and call that tool?");
    }

    /** Make all attempts of a call fail as declared, to look at something else than their number. */
    Disturbed failAlways() {
        return repeated(failOften());
    }

    /** The same, of a client that may try once. */
    Disturbed failOften() {
        return disturb(Selector.toolCall(declared.tool()), fault(), declared.tool(), declared.attempts());
    }

    /** Refuse a call that was not repeated. */
    static Disturbed repeated(Disturbed call) {
        if (call.attempts().size() < 2) {
            throw Finding.hidden("The client did not repeat its call" + HIDDEN);
        }
        return call;
    }

    List<Exchange> attempts(String tool, int before) {
        List<Exchange> all = trial.callsOf(tool).all();
        return all.subList(Math.min(before, all.size()), all.size());
    }

    static String count(int times) {
        return times == 1 ? "once" : times == 2 ? "twice" : times + " times";
    }
}
