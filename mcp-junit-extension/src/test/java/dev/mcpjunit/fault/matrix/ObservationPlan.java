/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to look at what a client makes of a fault.
 *
 * @param kind which client
 * @param documented what it is known to make of it: it says how long to wait, and never what is seen
 * @param again how often it went wrong before; each time, clients get longer before they give up
 */
record ObservationPlan(MatrixClient.Kind kind, Optional<Cell> documented, int again) {

    static final Duration GOES_ON = Duration.ofSeconds(30);

    private static final List<Duration> GIVES_UP =
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Duration UNKNOWN = Duration.ofSeconds(5);

    /** How long an effect without an answer may take: a cancellation, a notification. */
    private static final Duration SETTLES = Duration.ofSeconds(1);

    /** A client that is known to give up need not be waited for; one that goes on may take as long as it needs. */
    Duration requestTimeout() {
        return documented.map(cell -> cell.mayTimeOut() ? givesUp() : GOES_ON).orElse(UNKNOWN);
    }

    private Duration givesUp() {
        return GIVES_UP.get(Math.min(again, GIVES_UP.size() - 1));
    }

    ObservationPlan onceMore() {
        return new ObservationPlan(kind, documented, again + 1);
    }

    /** How long to wait until all has happened that happens in its own time. */
    Duration settling() {
        return documented.isPresent() ? givesUp() : SETTLES;
    }

    Duration untilProgress() {
        return documented
                        .filter(cell -> cell.toString().contains("hears progress"))
                        .isPresent()
                ? GOES_ON
                : SETTLES;
    }

    boolean expects(Cell cell) {
        return documented.filter(known -> known.allows(cell)).isPresent();
    }
}
