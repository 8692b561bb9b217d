/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/** A clock that stands still until it is advanced. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ManualClock extends Clock {

    private final Instant start;
    private final ZoneId zone;
    private final AtomicLong nanos;

    /** Create a clock that starts at a fixed instant. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC, new AtomicLong());
    }

    private ManualClock(Instant start, ZoneId zone, AtomicLong nanos) {
        this.start = start;
        this.zone = zone;
        this.nanos = nanos;
    }

    /**
     * Let time pass.
     *
     * @param by how much
     */
    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /**
     * Get the time as {@link System#nanoTime()} would give it.
     *
     * @return the nanoseconds that have passed
     */
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Show the same time in another zone; both advance together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(start, other, nanos);
    }
}
