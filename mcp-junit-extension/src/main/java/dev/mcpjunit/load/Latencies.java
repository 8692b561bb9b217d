/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How long answered calls took, from the moment a call was sent to its whole answer. All are kept, so percentiles are
 * exact.
 *
 * @param sorted the times, shortest first
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Latencies(List<Duration> sorted) {

    private static final double ALL = 100;

    /** Copy and sort the times. */
    public Latencies {
        var copy = new ArrayList<>(sorted);
        Collections.sort(copy);
        sorted = Collections.unmodifiableList(copy);
    }

    /**
     * Count the answered calls.
     *
     * @return the number of latencies
     */
    public int count() {
        return sorted.size();
    }

    /**
     * Get the time within which a share of the calls was answered.
     *
     * @param percentile more than 0, at most 100; 50 is the median
     * @return the shortest time within which at least this share of the calls was answered; never {@code null}
     * @throws IllegalArgumentException if the percentile is out of range
     * @throws IllegalStateException if no call was answered
     */
    public Duration percentile(double percentile) {
        return percentile(percentile, 0)
                .orElseThrow(() -> new IllegalStateException("There is no latency, because no call was answered"));
    }

    /**
     * Get the time within which a share of the calls was answered, where some calls were not.
     *
     * @param percentile more than 0, at most 100
     * @param unanswered the number of calls that took longer than any answer
     * @return the shortest time within which at least this share of all calls was answered; empty if no more than a
     *     smaller share was answered; never {@code null}
     * @throws IllegalArgumentException if the percentile is out of range
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Optional<Duration> percentile(double percentile, int unanswered) {
        if (!(percentile > 0 && percentile <= ALL)) {
            throw new IllegalArgumentException(
                    "A percentile is more than 0 and at most 100, but this is: " + percentile);
        }
        int rank = Math.max(1, (int) Math.ceil(percentile / ALL * (sorted.size() + unanswered)));
        return rank > sorted.size() ? Optional.empty() : Optional.of(sorted.get(rank - 1));
    }

    /**
     * Get the number of answered calls that a percentile needs, so that at least one call lies above it.
     *
     * @param percentile more than 0, at most 100
     * @return the number of calls; for example 20 for the percentile 95, 100 for the percentile 99
     */
    public static int neededFor(double percentile) {
        return percentile >= ALL ? 1 : (int) Math.ceil(ALL / (ALL - percentile) - 1e-9);
    }

    /** For example {@code p50 1.2 ms, p90 2.0 ms, p99 8.1 ms, max 9.7 ms}. */
    @Override
    public String toString() {
        return sorted.isEmpty()
                ? "no latencies"
                : "p50 " + millis(50) + ", p90 " + millis(90) + ", p99 " + millis(99) + ", max " + millis(ALL);
    }

    private String millis(double percentile) {
        return print(percentile(percentile));
    }

    /** For example {@code 1.2 ms}. */
    static String print(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
