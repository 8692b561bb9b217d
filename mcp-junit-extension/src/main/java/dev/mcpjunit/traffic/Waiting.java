/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import static java.util.Objects.requireNonNull;

import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a wait says that ended without success. */
final class Waiting {

    private Waiting() {}

    /** Wait for a condition; the messages when it held, or when the time was over. */
    static Exchanges latest(
            Traffic traffic, Duration timeout, Function<Traffic, Exchanges> select, Predicate<Exchanges> met) {
        var latest = new AtomicReference<Exchanges>();
        boolean unused = traffic.holdsWithin(timeout, now -> {
            Exchanges seen = select.apply(now);
            latest.set(seen);
            return met.test(seen);
        });
        return requireNonNull(latest.get());
    }

    /** Whether no request is being answered. */
    static boolean isSettled(Exchanges exchanges) {
        return exchanges.all().stream()
                .noneMatch(
                        exchange -> exchange.executed() == Executed.UNKNOWN && exchange.outcome() == Outcome.IN_FLIGHT);
    }

    static String found(int count) {
        return "there " + (count == 1 ? "was 1" : "were " + count);
    }

    static AssertionError failed(String expected, Duration timeout, String seen, Traffic traffic) {
        return new AssertionError("Expected " + expected + " within " + Durations.print(timeout) + ", but " + seen
                + ". Recorded traffic:\n" + traffic);
    }
}
