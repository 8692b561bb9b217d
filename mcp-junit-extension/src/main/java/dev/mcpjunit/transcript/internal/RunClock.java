/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apiguardian.api.API;

/** The monotonic clock of all transcripts of this JVM, set to the wall clock once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunClock {

    // All transcripts of a JVM have one origin, whichever comes first.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant STARTED = Instant.now();

    private static final long STARTED_NANOS = System.nanoTime();

    private RunClock() {}

    /** The moment from which all times count. */
    public static Instant startedAt() {
        return STARTED;
    }

    /** A time as transcripts contain it: in whole microseconds. */
    static Duration micros(long nanos) {
        return Duration.ofNanos(nanos).truncatedTo(ChronoUnit.MICROS);
    }

    /** The time from the start to a value of {@link System#nanoTime()}. */
    static Duration at(long nanoTime) {
        return micros(nanoTime - STARTED_NANOS);
    }
}
