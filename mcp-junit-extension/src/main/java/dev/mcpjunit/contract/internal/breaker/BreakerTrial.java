/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.ManualClock;
import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Caller;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.internal.trial.EventLog;
import dev.mcpjunit.contract.internal.trial.LateFailures;
import dev.mcpjunit.contract.internal.trial.PendingCall;
import dev.mcpjunit.contract.internal.trial.Watch;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apiguardian.api.API;

/** One trial of a fresh breaker: calls, faults, time, and what the wire shows of it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BreakerTrial implements CheckRunner.Subject {

    private final Wire wire;
    private final long contactsBefore;
    private final Function<BreakerSetup, BreakerSubject> breaker;
    private final BreakerSubject subject;
    private final String server;
    private final BreakerTime time;
    private final Watch watch;
    private final Caller caller;
    private final EventLog log;
    private final StateGuess guess;
    private final Faults faults;
    private final Window window;
    private final Openings openings;
    private final ConcurrentCalls concurrently;
    private final List<Attempt> attempts = new ArrayList<>();
    private String state;

    /** Build a breaker. */
    public BreakerTrial(Wire wire, Function<BreakerSetup, BreakerSubject> breaker) {
        this(wire, breaker, new EventLog());
    }

    private BreakerTrial(Wire wire, Function<BreakerSetup, BreakerSubject> breaker, EventLog log) {
        this.wire = wire;
        this.breaker = breaker;
        this.log = log;
        this.subject = breaker.apply(new BreakerSetup(wire.servers(), new ManualClock()));
        this.server = subject.server().orElse(wire.servers().names().get(0));
        this.faults = new Faults(wire.faults(), server);
        subject.fallback().ifPresent(wire.servers()::named);
        this.watch = new Watch(wire.traffic()::now);
        this.contactsBefore = LateFailures.contacts(wire.traffic());
        this.caller = new Caller(watch);
        this.time = subject.time().<BreakerTime>map(VirtualTime::new).orElseGet(() -> new RealTime(watch));
        this.guess = new StateGuess(settings().successesToClose());
        this.state = guess.now();
        wire.note(server, watch.now(), state);
        this.window = new Window(this, time);
        this.openings = new Openings(this, time);
        this.concurrently = new ConcurrentCalls(this, caller);
    }

    /** Build another of the same, whose timeline continues this one. */
    public BreakerTrial another() {
        note("another breaker of the same kind");
        return new BreakerTrial(wire, breaker, log);
    }

    /** Build another of the same, whose window is declared to be as long as it really is. */
    public BreakerTrial anotherWithWindow(Duration real) {
        note("another breaker of the same kind, which is given " + Durations.print(real) + " to try again");
        return new BreakerTrial(
                wire, setup -> breaker.apply(setup).declaring(settings -> settings.staysOpenFor(real)), log);
    }

    /** Build another of the same, without a word in the timeline. */
    BreakerTrial silentCopy() {
        return new BreakerTrial(wire, breaker, new EventLog());
    }

    /** What the breaker declares. */
    public BreakerSettings settings() {
        return subject.settings();
    }

    /** The breaker. */
    public BreakerSubject subject() {
        return subject;
    }

    /** The server that it guards, for messages. */
    public String server() {
        return "'" + server + "'";
    }

    /** Its windows, and what can be said of time. */
    public Window window() {
        return window;
    }

    /** Opens it and lets it recover. */
    public Openings openings() {
        return openings;
    }

    /** What opens it, and can happen on this transport. */
    public CallFailure driver() {
        return settings()
                .driver()
                .orElse(canHappen(CallFailure.HTTP_503) ? CallFailure.HTTP_503 : CallFailure.INTERNAL_ERROR);
    }

    /** Whether something can happen on this transport. */
    public boolean canHappen(CallFailure failure) {
        return failure.canHappenAt(wire.servers().named(server));
    }

    /** From now on, each call fails. */
    public void fail(CallFailure failure) {
        faults.fail(failure);
    }

    /** From now on, a number of requests fail. */
    public void failNext(CallFailure failure, int requests) {
        faults.failNext(failure, requests);
    }

    /** From now on, the proxy holds each call before the server gets it. */
    public Gate holdRequests() {
        return faults.hold(TimingFault.HoldRequest::new);
    }

    /** From now on, the proxy holds each answer before the caller gets it. */
    public Gate holdAnswers() {
        return faults.hold(TimingFault.HoldAnswer::new);
    }

    /** From now on, calls succeed, and whatever was held continues. */
    public void heal() {
        faults.end();
    }

    /** From now on, calls succeed, but whatever is held stays held. */
    public void stopFaults() {
        faults.stop();
    }

    /** Call through the breaker, and wait for it. */
    public Attempt call() {
        Attempt attempt = attempt(subject.call());
        if (attempts.isEmpty()
                && attempt.isLateWithoutCall()
                && lateFailures().mayBeSlow(attempt.call(), this::callOfSilentCopy)) {
            throw attempt.notConnectedInTime(server());
        }
        attempts.add(attempt);
        observed(attempt.refused() ? guess.refused() : guess.sent(attempt.answered()), attempt.started());
        log("call " + attempts.size(), attempt.onTheWire() + "; caller: " + attempt.outcome());
        return attempt;
    }

    /** What can be said of a client that fails late. */
    public LateFailures lateFailures() {
        return new LateFailures(
                wire.servers().named(server), () -> LateFailures.contacts(wire.traffic()) - contactsBefore);
    }

    private Call callOfSilentCopy() {
        try (var fresh = silentCopy()) {
            return fresh.attempt(fresh.subject.call()).call();
        }
    }

    /** Call another way. */
    public Attempt callOf(BreakerSubject.Neighbor neighbor) {
        Attempt attempt = attempt(neighbor.call());
        note(neighbor.name() + ": " + attempt.onTheWire() + ", caller: " + attempt.outcome());
        return attempt;
    }

    /** The calls so far, one after the other. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    private void observed(String now, Instant since) {
        if (!now.equals(state)) {
            wire.note(server, since, now);
        }
        state = now;
    }

    private Attempt attempt(BreakerCall call) {
        int mark = wire.mark();
        PendingCall pending = concurrently.start(call, 1).get(0);
        Call ended = pending.awaitFairly(settings().callTimeout()).orElseThrow(() -> {
            pending.interrupt();
            return stuck(!wire.callsSince(mark).isEmpty());
        });
        return Attempt.of(ended, wire.callsSince(mark), server);
    }

    private Finding stuck(boolean sent) {
        return sent
                ? concurrently.notBack("A call that went to the server")
                : Finding.inconclusive("A caller was neither let through to the server nor answered within "
                        + Durations.print(settings().callTimeout()) + ". Does the breaker make callers wait?");
    }

    /** Calls that are made at the same time. */
    public ConcurrentCalls concurrently() {
        return concurrently;
    }

    /** The clock of the wire, and of the machine. */
    Watch watch() {
        return watch;
    }

    /** Write how a burst of calls went into the timeline. */
    void log(Burst seen, Instant began) {
        observed(guess.now().equals("open") ? "half-open" : guess.now(), began);
        log(
                seen.callers() + (seen.callers() == 1 ? " call" : " calls"),
                seen.held() + " held by the proxy, " + seen.back() + " answered without the server"
                        + (seen.waiting() == 0 ? "" : ", " + seen.waiting() + " waiting"));
    }

    /** Write something into the timeline. */
    public void note(String what) {
        log("", what);
    }

    private void log(String who, String what) {
        String line = String.format(Locale.ROOT, "%-9s  %-9s  %s", state, who, what);
        log.add(watch.now(), line.stripTrailing());
    }

    @Override
    public Exemptions exemptions() {
        return subject.exemptions();
    }

    @Override
    public boolean runsOnRealTime() {
        return !time.isVirtual();
    }

    @Override
    public String expectation() {
        return runsOnRealTime()
                ? " It waits in real time, " + Durations.print(settings().window())
                        + " for each window; a breaker with a clock that can be advanced does not."
                : "";
    }

    @Override
    public String timeline() {
        return log.print();
    }

    @Override
    public void close() {
        heal();
        wire.note(server, watch.now(), "over");
        caller.close();
        watch.close();
        List<AutoCloseable> resources = subject.resources();
        for (int i = resources.size() - 1; i >= 0; i--) {
            close(resources.get(i));
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            throw new IllegalStateException("What belongs to the breaker could not be closed: " + failure, failure);
        }
    }
}
