/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import dev.mcpjunit.internal.base.WireEvidence;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Exchanges;
import dev.mcpjunit.traffic.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Records the traffic of a test: append-only, bounded, thread-safe. Time stamps come from a monotonic clock that is set
 * to the wall clock once, so that they can be compared with each other and read by people.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TrafficRecorder {

    private static final String TOOLS_CHANGED = "notifications/tools/list_changed";
    private static final Limit LIMIT = Limit.ofThisJvm();

    private final LongSupplier nanoTime;
    private final Instant started;
    private final long startedNanos;
    private final Limit limit;
    private final TrafficListener listener;
    private final Changes changes = new Changes();
    private final List<ExchangeRecord> records = new ArrayList<>();
    private final ListedTools tools = new ListedTools();
    private final List<String> servers = new CopyOnWriteArrayList<>();
    private final AtomicLong contacts = new AtomicLong();
    private volatile boolean seenClients;
    private long bytes;
    private long dropped;

    /**
     * How much is kept.
     *
     * @param bytes how many bytes of messages, headers and moments in all
     */
    record Limit(int messages, long bytes) {

        private static final int MESSAGES = 20_000;
        private static final long MOST_BYTES = 64L * 1024 * 1024;
        private static final int SHARE_OF_HEAP = 8;

        static final Limit NOTHING = new Limit(0, 0);

        /** An eighth of the heap, at most 64 MiB. */
        static Limit ofThisJvm() {
            return new Limit(MESSAGES, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
        }
    }

    /** Record on the system's clocks. */
    public TrafficRecorder() {
        this(TrafficListener.NONE);
    }

    /** Record with the system's clocks, and pass everything on to a listener. */
    public TrafficRecorder(TrafficListener listener) {
        this(LIMIT, System::nanoTime, Clock.systemUTC(), listener);
    }

    /** Record on the given clocks. */
    public TrafficRecorder(LongSupplier nanoTime, Clock wallClock) {
        this(LIMIT, nanoTime, wallClock);
    }

    TrafficRecorder(Limit limit, LongSupplier nanoTime, Clock wallClock) {
        this(limit, nanoTime, wallClock, TrafficListener.NONE);
    }

    private TrafficRecorder(Limit limit, LongSupplier nanoTime, Clock wallClock, TrafficListener listener) {
        this.listener = listener;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.started = wallClock.instant();
        this.startedNanos = nanoTime.getAsLong();
    }

    /** Keep nothing: for traffic that is recorded elsewhere. */
    public static TrafficRecorder keepingNothing() {
        return new TrafficRecorder(Limit.NOTHING, System::nanoTime, Clock.systemUTC());
    }

    /** Keep nothing, and let another one hear all. */
    public static TrafficRecorder heardBy(TrafficListener listener) {
        return new TrafficRecorder(Limit.NOTHING, System::nanoTime, Clock.systemUTC(), listener);
    }

    /** Now, on the traffic's clock. */
    public Instant now() {
        return started.plusNanos(nanoTime.getAsLong() - startedNanos);
    }

    /**
     * Begin the record of a message that a proxy has read.
     *
     * @param connection which connection or process of the client carried it, from 1
     * @param size how many bytes it had on the wire
     */
    public ExchangeRecord begin(
            String server, int connection, JsonObject message, int size, Map<String, String> headers) {
        noteClient();
        ExchangeRecord exchange;
        TrafficListener.ExchangeListener heard = listener.begun(server, connection, message, size, headers);
        synchronized (this) {
            exchange =
                    new ExchangeRecord(this, records.size() + dropped + 1, server, connection, message, headers, heard);
            long more = size
                    + headers.entrySet().stream()
                            .mapToLong(header ->
                                    header.getKey().length() + header.getValue().length())
                            .sum();
            if (dropped == 0 && records.size() < limit.messages() && bytes + more <= limit.bytes()) {
                bytes += more;
                records.add(exchange);
            } else {
                dropped++;
            }
        }
        changed();
        return exchange;
    }

    /** A server that clients can reach. Messages to servers with other names are mistakes of the test. */
    public void canReach(String server) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
    }

    /** A client has reached a proxy, or is kept from it by a fault. */
    public void noteClient() {
        seenClients = true;
        contacts.incrementAndGet();
    }

    /** Take over what earlier traffic of the same clients with a server shows. */
    public void addEarlier(String server, TrafficRecorder earlier) {
        seenClients |= earlier.seenClients;
        tools.addEarlier(server, earlier.tools);
    }

    /** The tools that the servers have listed. */
    ListedTools tools() {
        return tools;
    }

    /** Note a message of the server that belongs to no message of the client; recorded traffic does not contain it. */
    public void unasked(String server, int connection, JsonObject message) {
        fromServer(server, message);
        listener.unasked(server, connection, message);
    }

    /** A server has sent a message that is not an answer. */
    void fromServer(String server, JsonObject message) {
        if (message.string("method").filter(TOOLS_CHANGED::equals).isPresent()) {
            tools.changed(server);
        }
    }

    /** Count what is to be kept of a moment; says whether there is room for it. */
    synchronized boolean hasRoomFor(int more) {
        if (bytes + more > limit.bytes()) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** Wake up those that wait for a change. Not to be called under a lock of a record. */
    void changed() {
        changes.happened();
    }

    /** The reading side. */
    public Traffic traffic() {
        return new Recorded();
    }

    private List<Exchange> exchanges() {
        List<ExchangeRecord> all;
        synchronized (this) {
            all = List.copyOf(records);
        }
        return all.stream().map(ExchangeRecord::snapshot).toList();
    }

    private synchronized long dropped() {
        return dropped;
    }

    private final class Recorded implements Traffic, NotedTraffic, WireEvidence {

        @Override
        public List<Exchange> exchanges() {
            List<Exchange> kept = TrafficRecorder.this.exchanges();
            if (dropped() > 0) {
                throw new IllegalStateException("The traffic of this test has " + dropped() + " more messages than the "
                        + kept.size() + " that are kept, so nothing can be said about all of it. The limit is "
                        + limit.messages() + " messages and " + limit.bytes()
                        + " bytes (an eighth of the heap, at most 64 MiB). Split the test, or give the JVM more heap");
            }
            return kept;
        }

        @Override
        public boolean hasSeenClients() {
            return seenClients;
        }

        @Override
        public long contacts() {
            return contacts.get();
        }

        @Override
        public List<String> servers() {
            return List.copyOf(servers);
        }

        @Override
        public Optional<Set<String>> tools(String server) {
            return tools.known(server);
        }

        @Override
        public Instant now() {
            return TrafficRecorder.this.now();
        }

        @Override
        public void note(String server, Instant since, String what) {
            listener.note(
                    server, startedNanos + Duration.between(started, since).toNanos(), what);
        }

        @Override
        public boolean holdsWithin(Duration timeout, Predicate<Traffic> condition) {
            return changes.await(timeout, () -> condition.test(this));
        }

        @Override
        public String toString() {
            List<Exchange> kept = TrafficRecorder.this.exchanges();
            long more = dropped();
            return new Exchanges("messages", kept, kept)
                    + (more == 0 ? "" : "\n  … and " + more + " more, which were not kept");
        }
    }
}
