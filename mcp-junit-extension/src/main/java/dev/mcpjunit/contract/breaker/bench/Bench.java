/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.BreakerTrigger;
import dev.mcpjunit.contract.breaker.ManualClock;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * One fresh breaker on the bench, for one trial. Whatever is said about it is read off the wire; that is why a breaker
 * is opened by failing until a call leaves no trace, and not by counting to what it declares.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Bench implements AutoCloseable {

    /** Breakers that open later than this are taken for such that never do. */
    private static final int MOST_FAILURES = 120;

    /** Who is refused as often is not refused by chance. */
    private static final int CONFIRMATIONS = 3;

    private final BenchWire wire;
    private final Function<BreakerSetup, BreakerSubject> breaker;
    private final BreakerSubject subject;
    private final String server;
    private final BreakerTime time;
    private final Callers callers = new Callers();
    private final BenchLog log;
    private final StateGuess guess;
    private final Disturbances disturbances;
    private final List<Attempt> attempts = new ArrayList<>();

    /** Build a breaker. */
    public Bench(BenchWire wire, Function<BreakerSetup, BreakerSubject> breaker) {
        this(wire, breaker, new BenchLog());
    }

    private Bench(BenchWire wire, Function<BreakerSetup, BreakerSubject> breaker, BenchLog log) {
        this.wire = wire;
        this.breaker = breaker;
        this.log = log;
        this.subject = breaker.apply(new BreakerSetup(wire.servers(), new ManualClock()));
        this.server = subject.server().orElse(wire.servers().names().get(0));
        this.disturbances = new Disturbances(wire.faults(), server);
        subject.fallback().ifPresent(wire.servers()::named);
        this.time =
                subject.time().<BreakerTime>map(VirtualTime::new).orElseGet(() -> new RealTime(wire.traffic()::now));
        this.guess = new StateGuess(settings().successesToClose());
        log.state(guess.now());
    }

    /** Build another of the same, whose time line goes on where this one ends. */
    public Bench another() {
        log.add("", "another breaker of the same kind");
        return new Bench(wire, breaker, log);
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

    /** What opens it, and can happen on this transport. */
    public BreakerTrigger driver() {
        boolean http = wire.servers().named(server) instanceof McpEndpoint.Http;
        return settings().driver().orElse(http ? BreakerTrigger.HTTP_503 : BreakerTrigger.RPC_ERROR);
    }

    /** Whether something can happen on this transport. */
    public boolean canHappen(BreakerTrigger trigger) {
        boolean needsHttp = trigger == BreakerTrigger.HTTP_503 || trigger == BreakerTrigger.HTTP_429;
        return !needsHttp || wire.servers().named(server) instanceof McpEndpoint.Http;
    }

    /** From now on, each call fails. */
    public void fail(BreakerTrigger trigger) {
        disturbances.fail(trigger);
    }

    /** From now on, so many requests fail. */
    public void failNext(BreakerTrigger trigger, int requests) {
        disturbances.failNext(trigger, requests);
    }

    /** From now on, the proxy holds each call before the server gets it. */
    public Gate holdRequests() {
        return disturbances.hold(TimingFault.HoldRequest::new);
    }

    /** From now on, the proxy holds each answer before the caller gets it. */
    public Gate holdAnswers() {
        return disturbances.hold(TimingFault.HoldAnswer::new);
    }

    /** From now on, calls go well, and whatever was held goes on. */
    public void heal() {
        disturbances.end();
    }

    /** From now on, calls go well, but whatever is held stays so. */
    public void stopFaults() {
        disturbances.stop();
    }

    /** Call through the breaker, and wait for it. */
    public Attempt call() {
        Attempt attempt = attempt(subject.call());
        attempts.add(attempt);
        log.state(attempt.refused() ? guess.refused() : guess.sent(attempt.answered()));
        log.add("call " + attempts.size(), attempt.onTheWire() + "; caller: " + attempt.outcome());
        return attempt;
    }

    private Judgement stuck(boolean sent) {
        String patience = Durations.print(settings().patience());
        return Judgement.inconclusive(
                sent
                        ? "A call that went to the server was not back within " + patience
                                + ". Give the client a time-out, or say patience(…) if it has a longer one."
                        : "A caller was neither let through to the server nor answered within " + patience
                                + ": does the breaker make callers wait?");
    }

    /** The calls so far, one after the other. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Let somebody else call. */
    public Attempt callOf(BreakerSubject.Neighbour neighbour) {
        Attempt attempt = attempt(neighbour.call());
        log.add("", neighbour.name() + ": " + attempt.onTheWire() + ", caller: " + attempt.outcome());
        return attempt;
    }

    private Attempt attempt(BreakerCall call) {
        int mark = wire.mark();
        Instant started = wire.traffic().now();
        Caller caller = callers.start(call);
        if (!caller.isBackWithin(settings().patience())) {
            caller.cancel();
            throw stuck(!wire.callsSince(mark).isEmpty());
        }
        Instant ended = wire.traffic().now();
        List<Exchange> since = wire.callsSince(mark);
        return new Attempt(
                since.stream()
                        .filter(exchange -> exchange.server().equals(server))
                        .toList(),
                since.stream()
                        .filter(exchange -> !exchange.server().equals(server))
                        .toList(),
                caller.thrown(),
                started,
                ended);
    }

    /** Let some call, and do not wait for them. */
    public List<Caller> start(int count) {
        return callers.start(subject.call(), count);
    }

    /** Fail until a call leaves no trace; empty if that does not happen. */
    public Optional<Opening> failUntilRefused(BreakerTrigger trigger) {
        int most =
                settings().threshold().isPresent() ? 2 * settings().threshold().getAsInt() + 3 : MOST_FAILURES;
        fail(trigger);
        try {
            return callUntilRefused(most, settings().window());
        } finally {
            stopFaults();
        }
    }

    /** Call until a call leaves no trace, at most so often; empty if that does not happen. */
    public Optional<Opening> callUntilRefused(int most, Duration window) {
        var sent = new ArrayList<Attempt>();
        while (sent.size() <= most) {
            Attempt attempt = call();
            if (attempt.refused()) {
                return sent.isEmpty() ? Optional.empty() : Optional.of(opening(sent, attempt, window));
            }
            sent.add(attempt);
        }
        return Optional.empty();
    }

    private Opening opening(List<Attempt> failures, Attempt refusal, Duration window) {
        Attempt last = failures.get(failures.size() - 1);
        return new Opening(List.copyOf(failures), refusal, last.seen(), last.ended(), time.clock(), window);
    }

    /**
     * Open the breaker, and see that it is. A trial that needs an open one has nothing to say of one that does not
     * open, or leaks.
     */
    public Opening open() {
        Opening opening = openAtAll();
        for (int i = 0; i < CONFIRMATIONS; i++) {
            if (!call().refused()) {
                throw Judgement.inconclusive("The breaker let a call through as soon as it was open. See the check"
                        + " 'refusesWithoutCallingWhileOpen'"
                        + (time.isVirtual() ? "." : "; on real time, the window may be too short for this machine."));
            }
        }
        return opening;
    }

    /** Open the breaker, as far as one refusal shows. */
    public Opening openAtAll() {
        return failUntilRefused(driver())
                .orElseThrow(() -> Judgement.inconclusive("The breaker could not be opened: " + driver()
                        + " was not followed by a refusal in " + attempts.size()
                        + " calls. See the check 'opensAtTheThreshold'."
                        + (time.isVirtual()
                                ? ""
                                : " On real time, a window shorter than a call is never seen: declare a longer one, or"
                                        + " give the breaker the clock of the setup.")));
    }

    /** Let the window pass, and some probes succeed. */
    public void recover(Opening opening, int successes) {
        passWhole(opening);
        for (int i = 0; i < successes; i++) {
            Attempt probe = call();
            if (probe.refused() || probe.wentWrong()) {
                throw Judgement.inconclusive("The breaker does not recover, so this cannot be seen. See the checks"
                        + " 'triesAgainAfterTheWindow' and 'goodProbesClose'.");
            }
        }
    }

    /** Let some time pass. */
    public void pass(Duration some) {
        time.pass(some);
        log.add("", "clock + " + Durations.print(some));
    }

    /** Let a part of an open window pass. */
    public void passPart(Opening opening, int percent) {
        time.passPart(opening, percent);
        log.add("", "clock at " + percent + " % of the window");
    }

    /** Let an open window pass to its end. */
    public void passWhole(Opening opening) {
        time.passWhole(opening);
        log.add("", "the window of " + Durations.print(opening.window()) + " is over");
    }

    /** Whether the breaker was still open, by its own words, when a call went to the server. */
    public boolean isSurelyOpen(Opening opening, Attempt sent) {
        return time.isSurelyOpen(opening, sent.seen());
    }

    /** Whether the breaker is still open, by its own words. */
    public boolean isSurelyOpen(Opening opening) {
        return time.isSurelyOpen(opening, wire.traffic().now());
    }

    /** Whether one call was surely seen before a window could end that began at another. */
    public boolean isWithinWindow(Attempt first, Attempt second) {
        return time.leftNoGap(List.of(first, second), shorterWindow());
    }

    /** Whether a call was surely seen before a window could end that began after some moment. */
    public boolean isWithinWindow(Instant moment, Attempt sent) {
        return time.isVirtual() || sent.seen().isBefore(moment.plus(shorterWindow()));
    }

    private Duration shorterWindow() {
        return settings().window().compareTo(settings().laterWindow()) < 0
                ? settings().window()
                : settings().laterWindow();
    }

    /** Now, on the clock of the wire. */
    public Instant now() {
        return wire.traffic().now();
    }

    /** Fail to conclude, unless calls followed each other so closely that nothing can have gone unseen. */
    public void requireNoGap(List<Attempt> attempts) {
        if (!time.leftNoGap(attempts, settings().window())) {
            throw tooShort();
        }
    }

    /** What is to be said where a window was over before it could be looked at. */
    public Judgement tooShort() {
        return Judgement.inconclusive(
                "The window of " + Durations.print(settings().window())
                        + " was over before anything could be seen. Give the breaker the clock of the setup, or a longer window.");
    }

    /** Let many call at once, and see how many come through while the proxy holds them. Then let them go. */
    public Herd herd(int count) {
        Gate gate = holdRequests();
        List<Caller> herd = start(count);
        Herd seen = watch(gate, herd);
        heal();
        herd.forEach(caller -> caller.await(settings().patience()));
        return seen;
    }

    /** Wait until each of the callers is held by the proxy or back. */
    public Herd watch(Gate gate, List<Caller> herd) {
        Herd seen = new Watch(gate, herd).settle(settings().patience());
        log.state(guess.now().equals("open") ? "half-open" : guess.now());
        log.add(
                seen.callers() + (seen.callers() == 1 ? " call" : " calls"),
                seen.held() + " held by the proxy, " + seen.back() + " answered without the server"
                        + (seen.waiting() == 0 ? "" : ", " + seen.waiting() + " waiting"));
        return seen;
    }

    /** Whether the breaker has the clock of the setup, or one of its own that can be moved on. */
    public boolean isVirtual() {
        return time.isVirtual();
    }

    /** Write something into the time line. */
    public void note(String what) {
        log.add("", what);
    }

    /** What happened, line by line. */
    public String timeLine() {
        return log.toString();
    }

    @Override
    public void close() {
        heal();
        callers.close();
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
