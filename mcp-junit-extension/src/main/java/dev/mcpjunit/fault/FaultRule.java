/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * A fault that was asked for: which messages, what happens to them, and how often it has.
 *
 * <p>The count of matching messages is taken in one atomic step, and everything is decided by that count alone, so that
 * "the first three" are three whatever the number of callers.
 */
final class FaultRule {

    private final Selector selector;
    private final Fault fault;
    private final LongPredicate chosen;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong fired = new AtomicLong();
    private volatile boolean optional;
    private volatile boolean removed;

    FaultRule(Selector selector, Fault fault, LongPredicate chosen) {
        this.selector = selector;
        this.fault = fault;
        this.chosen = chosen;
    }

    /** By chance, but the same chance in every run: the n-th message is drawn from seed and n, whoever sends it. */
    static LongPredicate withProbability(double probability, long seed) {
        return count -> new SplittableRandom(seed * 31 + count).nextDouble() < probability;
    }

    /** Count a message, and say whether the fault happens to it. */
    boolean fires(Medium medium, Selector.Target target, String server, JsonObject message) {
        boolean meant = !removed
                && fault.needs().isMetBy(medium)
                && selector.target() == target
                && selector.server().filter(name -> !name.equals(server)).isEmpty()
                && selector.matches().test(message);
        if (!meant) {
            return false;
        }
        long count = matched.incrementAndGet();
        if (!selector.occurrences().contains(count) || !chosen.test(count)) {
            return false;
        }
        fired.incrementAndGet();
        return true;
    }

    Fault fault() {
        return fault;
    }

    long fired() {
        return fired.get();
    }

    boolean isMissed() {
        return fired.get() == 0 && !optional;
    }

    /** Some faults cannot happen at all where a server is reached otherwise. */
    String describeMissed() {
        return switch (fault.needs()) {
            case ANY_TRANSPORT -> toString();
            case WIRE -> this + " (happens only on a wire: over HTTP, or standard input and output)";
            case HTTP -> this + " (happens only to servers that are reached by HTTP)";
            case STDIO -> this + " (happens only to servers on standard input and output)";
        };
    }

    void markOptional() {
        optional = true;
    }

    void remove() {
        removed = true;
    }

    @Override
    public String toString() {
        return fault + " on " + selector;
    }
}
