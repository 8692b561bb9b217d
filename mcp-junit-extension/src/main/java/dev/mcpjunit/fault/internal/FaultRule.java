/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.json.JsonObject;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * An injected fault: which messages it is for, what happens to them, and how often it has.
 *
 * <p>Matching messages are counted in one atomic step, and the count alone decides, so that "the first three" are three
 * whatever the number of callers.
 */
final class FaultRule implements InjectedFault {

    private final Selector selector;
    private final Fault fault;
    private final LongPredicate chosen;
    private final Runnable whenRemoved;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong fired = new AtomicLong();
    private volatile boolean optional;
    private volatile boolean removed;

    FaultRule(Selector selector, Fault fault, LongPredicate chosen, Runnable whenRemoved) {
        this.selector = selector;
        this.fault = fault;
        this.chosen = chosen;
        this.whenRemoved = whenRemoved;
    }

    /** At random, but the same in every run: the n-th message is decided by seed and n, whichever client sends it. */
    static LongPredicate withProbability(double probability, long seed) {
        return count -> new SplittableRandom(seed * 31 + count).nextDouble() < probability;
    }

    /** Count a message, and say whether the fault is to happen to it. {@link #takesEffect} counts that it does. */
    boolean chooses(Medium medium, Selector.Target target, String server, JsonObject message) {
        boolean matches = !removed
                && medium.allows(fault.needs())
                && selector.target() == target
                && isFor(server)
                && !refusesConnections()
                && selector.matches().test(message);
        if (!matches) {
            return false;
        }
        long count = matched.incrementAndGet();
        return selector.occurrences().contains(count) && chosen.test(count);
    }

    boolean isFor(String server) {
        return selector.server().filter(name -> !name.equals(server)).isEmpty();
    }

    /** Whether a listener carries it out, before there is a connection. */
    boolean refusesConnections() {
        return fault instanceof ConnectionFault.Refuse;
    }

    /** It happens. */
    void takesEffect() {
        fired.incrementAndGet();
    }

    Fault fault() {
        return fault;
    }

    @Override
    public long fired() {
        return fired.get();
    }

    boolean isUnused() {
        return fired.get() == 0 && !optional;
    }

    boolean isRemoved() {
        return removed;
    }

    /** Some faults cannot happen on every transport. */
    String describeUnused() {
        return switch (fault.needs()) {
            case ANY_TRANSPORT -> toString();
            case WIRE -> this + " (can happen only over HTTP, or standard input and output)";
            case HTTP -> this + " (can happen only to servers that are reached by HTTP)";
            case STDIO -> this + " (can happen only to servers on standard input and output)";
        };
    }

    @Override
    public InjectedFault optional() {
        optional = true;
        return this;
    }

    @Override
    public void remove() {
        removed = true;
        whenRemoved.run();
    }

    @Override
    public String toString() {
        return fault + " on " + selector;
    }
}
