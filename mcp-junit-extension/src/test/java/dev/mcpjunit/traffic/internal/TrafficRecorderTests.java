/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Moment;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficRecorder.Limit;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TrafficRecorderTests {

    private static final JsonObject PING = JsonObject.builder()
            .put("jsonrpc", "2.0")
            .put("id", 1)
            .put("method", "ping")
            .build();

    private final TrafficRecorder recorder = new TrafficRecorder();
    private final Traffic traffic = recorder.traffic();

    private static TrafficRecorder recorder(int messages, long bytes) {
        return new TrafficRecorder(new Limit(messages, bytes), System::nanoTime, Clock.systemUTC());
    }

    private static ExchangeRecord ping(TrafficRecorder to, int size) {
        return to.begin("bank", 1, PING, size, Map.of());
    }

    @Test
    void traffic_beyond_the_number_of_messages_makes_questions_fail() {
        TrafficRecorder full = recorder(2, 1_000);
        Traffic incomplete = full.traffic();
        ping(full, 10);
        ping(full, 10);
        assertThat(incomplete.requests("ping").count()).isEqualTo(2);

        ping(full, 10);

        assertThatThrownBy(() -> incomplete.requests("ping"))
                .hasMessage(
                        "The traffic of this test has 1 more messages than the 2 that are kept, so nothing can be said"
                                + " about all of it. The limit is 2 messages and 1000 bytes (an eighth of the heap, at most"
                                + " 64 MiB). Split the test, or give the JVM more heap");
        assertThat(incomplete.toString()).endsWith("\n  … and 1 more, which were not kept");
    }

    @Test
    void traffic_beyond_the_number_of_bytes_is_not_kept() {
        TrafficRecorder full = recorder(10, 100);
        ping(full, 60);
        full.begin("bank", 1, PING, 20, Map.of("authorization", "12345678901234567890"));
        // After the first message that is missing none is kept: what is kept has no gaps.
        ping(full, 1);

        assertThatThrownBy(() -> full.traffic().exchanges())
                .hasMessageStartingWith("The traffic of this test has 2 more messages than the 1 that are kept");
    }

    @Test
    void moments_are_bounded_in_length_and_in_all() {
        TrafficRecorder small = recorder(10, 1_000);
        ExchangeRecord exchange = ping(small, 10);
        for (int i = 0; i < 5; i++) {
            exchange.note("x".repeat(10_000));
        }

        assertThat(small.traffic().exchanges().get(0).moments())
                .extracting(Moment::what)
                .containsExactly("x".repeat(500) + "…");
    }

    @Test
    void a_test_waits_for_what_happens_later() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try {
            var waits = new CountDownLatch(1);
            Future<Integer> found = other.submit(() -> {
                waits.countDown();
                return traffic.requests("ping")
                        .awaitAtLeast(2, Duration.ofSeconds(20))
                        .count();
            });
            waits.await();
            ping(recorder, 10);
            ping(recorder, 10);
            assertThat(found.get(20, TimeUnit.SECONDS)).isEqualTo(2);

            Future<Traffic> ended =
                    other.submit(() -> traffic.await(Duration.ofSeconds(20), seen -> seen.all().all().stream()
                            .anyMatch(each -> each.outcome() == Outcome.RESULT)));
            ExchangeRecord third = ping(recorder, 10);
            third.finished(Outcome.RESULT);
            assertThat(ended.get(20, TimeUnit.SECONDS).exchanges())
                    .extracting(Exchange::outcome)
                    .containsExactly(Outcome.IN_FLIGHT, Outcome.IN_FLIGHT, Outcome.RESULT);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void a_wait_that_ends_without_success_shows_the_traffic() {
        ping(recorder, 10);

        assertThatThrownBy(() -> traffic.requests("ping").awaitAtLeast(2, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected at least 2 messages of ping within 20 ms, but there was 1. Recorded traffic:\n"
                        + traffic);
        assertThatThrownBy(() -> traffic.requests("ping").await(Duration.ofMillis(20), pings -> pings.executed() > 0))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Expected the condition to hold for messages of ping within 20 ms, but there was 1.");
        assertThatThrownBy(() -> traffic.await(Duration.ofMillis(20), seen -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Expected the condition to hold within 20 ms, but it did not. Recorded traffic:");
        assertThatThrownBy(() -> traffic.all().awaitAtLeast(0, Duration.ofMillis(20)))
                .hasMessage("The number of messages must be at least 1, but is 0");
    }

    @Test
    void a_wait_ends_when_its_thread_is_interrupted() throws Exception {
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        var thread = new Thread(() -> traffic.holdsWithin(Duration.ofSeconds(20), seen -> false));
        thread.setUncaughtExceptionHandler((failed, why) -> failure.set(why));
        thread.start();
        thread.interrupt();
        thread.join(20_000);

        assertThat(failure.get()).hasMessage("Interrupted while waiting up to 20 s for traffic");
    }
}
