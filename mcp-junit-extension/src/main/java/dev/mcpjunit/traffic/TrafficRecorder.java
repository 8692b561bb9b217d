/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * The writing side of the traffic: append-only, bounded, thread-safe. Time stamps come from a monotonic clock, set to
 * the wall clock once, so that they can be compared with each other and read by people.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TrafficRecorder {

    private static final int KEPT = 20_000;

    private final int kept;
    private final LongSupplier nanoTime;
    private final Instant started;
    private final long startedNanos;
    private final List<ExchangeRecord> records = new ArrayList<>();
    private long dropped;

    /** Record on the system's clocks. */
    public TrafficRecorder() {
        this(System::nanoTime, Clock.systemUTC());
    }

    /** Record on the given clocks. */
    public TrafficRecorder(LongSupplier nanoTime, Clock wallClock) {
        this(KEPT, nanoTime, wallClock);
    }

    TrafficRecorder(int kept, LongSupplier nanoTime, Clock wallClock) {
        this.kept = kept;
        this.nanoTime = nanoTime;
        this.started = wallClock.instant();
        this.startedNanos = nanoTime.getAsLong();
    }

    /** Record for nobody: traffic that is recorded elsewhere. */
    public static TrafficRecorder keepingNothing() {
        return new TrafficRecorder(0, System::nanoTime, Clock.systemUTC());
    }

    /** Now, on the traffic's clock. */
    public Instant now() {
        return started.plusNanos(nanoTime.getAsLong() - startedNanos);
    }

    /** Begin the record of a message that the proxy has read. */
    public synchronized ExchangeRecord begin(
            String server, int connection, JsonObject message, Map<String, String> headers) {
        var exchange = new ExchangeRecord(this, records.size() + dropped + 1, server, connection, message, headers);
        if (records.size() < kept) {
            records.add(exchange);
        } else {
            dropped++;
        }
        return exchange;
    }

    /** Everything so far, as values. */
    public List<Exchange> exchanges() {
        List<ExchangeRecord> all;
        synchronized (this) {
            all = List.copyOf(records);
        }
        return all.stream().map(ExchangeRecord::snapshot).toList();
    }

    /** How many exchanges were not kept for want of room. */
    public synchronized long dropped() {
        return dropped;
    }
}
