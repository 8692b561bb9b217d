/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.TimeoutClient.Flaw;
import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.testkit.StatelessClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The messages of checks that do not apply, are inconclusive, or fail early. TimeoutProbeTests has those of flaws. */
@Tag("long")
@Tag("wall-clock")
class TimeoutMessagesTests {

    private static final Duration BUDGET = Duration.ofMillis(600);
    private static final DeclaredTimeouts DECLARED = DeclaredTimeouts.of("get-forecast", BUDGET);

    @AutoClose
    private final WeatherWire wire = WeatherWire.http();

    private void assertSays(
            ClientConnector client,
            DeclaredTimeouts declared,
            Function<TimeoutProbe, Verdict> check,
            Status status,
            String message) {
        var probe = TimeoutProbe.of(client, declared, wire.server(), wire.faults(), wire.traffic());
        Verdict verdict = check.apply(probe);

        assertThat(verdict.status()).as(verdict.toString()).isEqualTo(status);
        assertThat(WeatherWire.withoutTimes(verdict.message())).startsWith(WeatherWire.withoutTimes(message));
    }

    private static ClientConnector good() {
        return server -> TimeoutClient.connect(server, BUDGET, Flaw.NONE);
    }

    /** A client whose calls take a while before they begin. */
    private static ClientConnector slow() {
        return server -> {
            ClientUnderTest client = TimeoutClient.connect(server, BUDGET, Flaw.NONE);
            return ClientUnderTest.of(
                    tool -> {
                        pause(BUDGET);
                        return client.call(tool);
                    },
                    client::close);
        };
    }

    private static void pause(Duration time) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Test
    void a_client_that_does_not_connect() {
        assertSays(
                server -> {
                    throw new IOException("no such host");
                },
                DECLARED,
                TimeoutProbe::givesUpOnAHang,
                Status.FAILED,
                "Failed: gives up on a hang: The client could not connect to a healthy server: it got IOException: no"
                        + " such host after N.\n\nTimeline:\n      N  caller  connects\n");
    }

    @Test
    void a_client_that_connects_too_slowly() {
        assertSays(
                server -> {
                    var unused = new HttpCaller(server).initialize(BUDGET);
                    pause(BUDGET);
                    throw new TimeoutException("no answer");
                },
                DECLARED,
                TimeoutProbe::givesUpOnAHang,
                Status.INCONCLUSIVE,
                "Inconclusive: gives up on a hang: The client could not connect to a healthy server: it got"
                        + " TimeoutException: no answer after N. The machine may have been too slow for the client's"
                        + " timeouts: give the client of this test longer ones.\n\nTimeline:\n");
    }

    @Test
    void a_client_whose_calls_fail() {
        assertSays(
                server -> ClientUnderTest.of(
                        tool -> {
                            throw new IllegalStateException("out of order");
                        },
                        () -> {}),
                DECLARED,
                TimeoutProbe::givesUpOnAHang,
                Status.FAILED,
                "Failed: gives up on a hang: A call of a healthy server did not succeed: it got IllegalStateException:"
                        + " out of order after N.");
    }

    @Test
    void a_client_that_never_calls() {
        assertSays(
                server -> ClientUnderTest.of(tool -> "sunny, I suppose", () -> {}),
                DECLARED,
                TimeoutProbe::givesUpOnAHang,
                Status.FAILED,
                "Failed: gives up on a hang: No call of tool 'get-forecast' crossed the wire, so nothing was shown. Does"
                        + " the client connect to the endpoint that it is given, and call that tool?");
    }

    @Test
    void a_machine_that_is_too_slow_for_anything() {
        assertSays(
                slow(),
                DECLARED,
                TimeoutProbe::givesUpOnAHang,
                Status.INCONCLUSIVE,
                "Inconclusive: gives up on a hang: A call of a healthy server took N, more than half of the budget of"
                        + " 600 ms: too slow for a verdict. Choose a tool that answers immediately, or give the client of"
                        + " this test a longer timeout.");
    }

    @Test
    void a_client_that_does_not_give_up_in_time_makes_later_checks_not_applicable() {
        assertSays(
                server -> TimeoutClient.connect(server, BUDGET, Flaw.WAITS_TOO_LONG),
                DECLARED,
                TimeoutProbe::nextCallWorks,
                Status.INCONCLUSIVE,
                "Inconclusive: the next call works: The client did not give up in time, so this cannot be seen. See the"
                        + " check 'gives up on a hang': The server never answered, and the caller");
    }

    @Test
    void a_client_that_asks_for_no_progress() {
        assertSays(
                server -> {
                    var http = new HttpCaller(server).initialize(BUDGET);
                    return ClientUnderTest.of(
                            tool -> {
                                var call = HttpCaller.call(tool, http.nextId());
                                var params = call.object("params").orElseThrow().toBuilder();
                                return http.send(
                                                call.toBuilder()
                                                        .put(
                                                                "params",
                                                                params.remove("_meta")
                                                                        .build())
                                                        .build(),
                                                Map.of(),
                                                BUDGET)
                                        .body();
                            },
                            () -> {});
                },
                DECLARED,
                TimeoutProbe::givesUpOnEndlessProgress,
                Status.NOT_APPLICABLE,
                "Not applicable: gives up on endless progress: The client sends no progress token with its calls, so no"
                        + " server reports progress to it. Where that can be chosen, let the client of this test send"
                        + " one.");
    }

    @Test
    void nothing_is_declared() {
        assertSays(
                good(),
                DECLARED,
                TimeoutProbe::givesUpOnASlowStart,
                Status.NOT_APPLICABLE,
                "Not applicable: gives up on a slow start: How long connecting may take is not declared: declare"
                        + " connectsWithin(…).");
        assertSays(
                good(),
                DECLARED,
                TimeoutProbe::waitsForSlowAnswers,
                Status.NOT_APPLICABLE,
                "Not applicable: waits for slow answers: How long the client waits at least is not declared: declare"
                        + " waitsAtLeast(…).");
        assertSays(
                good(),
                DECLARED.notifies(Notice.NONE),
                TimeoutProbe::notifiesTheServer,
                Status.NOT_APPLICABLE,
                "Not applicable: notifies the server: The client is declared not to notify the server that it has given up.");
    }

    @Test
    void a_client_that_does_not_introduce_itself() {
        try (WeatherWire stateless = WeatherWire.stateless()) {
            var probe = TimeoutProbe.of(
                    server -> {
                        var client = new StatelessClient(server);
                        return ClientUnderTest.of(tool -> client.call(tool, Map.of("city", "Oslo")), () -> {});
                    },
                    DECLARED.connectsWithin(BUDGET),
                    stateless.server(),
                    stateless.faults(),
                    stateless.traffic());

            assertThat(probe.givesUpOnASlowStart().message())
                    .startsWith("Not applicable: gives up on a slow start: The client sends neither initialize nor"
                            + " server/discover: its first call is its start.");
        }
    }

    @Test
    void the_server_is_notified_in_another_way_than_declared() {
        assertSays(
                good(),
                DECLARED.notifies(Notice.CANCELLATION),
                TimeoutProbe::notifiesTheServer,
                Status.FAILED,
                "Failed: notifies the server: The client is declared to notify the server by notifications/cancelled"
                        + " when it gives up a call, but 3 s later it had notified it only by closing the connection.");
    }

    @Test
    void a_client_that_is_broken_after_a_time_out() {
        ClientConnector once = server -> {
            ClientUnderTest client = TimeoutClient.connect(server, BUDGET, Flaw.NONE);
            var broken = new AtomicInteger();
            return ClientUnderTest.of(
                    tool -> {
                        if (broken.get() > 0) {
                            throw new IllegalStateException("broken");
                        }
                        try {
                            return client.call(tool);
                        } catch (TimeoutException givenUp) {
                            broken.set(1);
                            throw givenUp;
                        }
                    },
                    client::close);
        };
        assertSays(
                once,
                DECLARED,
                TimeoutProbe::nextCallWorks,
                Status.FAILED,
                "Failed: the next call works: A call had timed out, and the next one failed though the server is"
                        + " healthy: it got IllegalStateException: broken after N.");
        assertSays(
                once,
                DECLARED,
                TimeoutProbe::ignoresTheLateAnswer,
                Status.INCONCLUSIVE,
                "Inconclusive: ignores the late answer: After a timeout the client could not be used at all, so its"
                        + " treatment of late answers cannot be seen. See the check 'the next call works'.");
    }

    @Test
    void a_machine_that_was_too_slow_for_a_moment() {
        assertSays(
                server -> {
                    ClientUnderTest client = TimeoutClient.connect(server, BUDGET, Flaw.NONE);
                    var calls = new AtomicInteger();
                    return ClientUnderTest.of(
                            tool -> {
                                if (calls.incrementAndGet() == 5) {
                                    pause(BUDGET);
                                    throw new TimeoutException("a hiccup");
                                }
                                return client.call(tool);
                            },
                            client::close);
                },
                DECLARED,
                TimeoutProbe::nextCallWorks,
                Status.INCONCLUSIVE,
                "Inconclusive: the next call works: A call had timed out, and the next one failed though the server is"
                        + " healthy, and the one after it succeeded. The machine may have been too slow for a moment.");
    }

    @Test
    void a_machine_that_has_become_too_slow() {
        var slow = new AtomicInteger();
        assertSays(
                server -> {
                    ClientUnderTest client = TimeoutClient.connect(server, BUDGET, Flaw.NONE);
                    return ClientUnderTest.of(
                            tool -> {
                                if (slow.get() > 0) {
                                    pause(BUDGET);
                                    slow.incrementAndGet();
                                    throw new TimeoutException("slow");
                                }
                                try {
                                    return client.call(tool);
                                } catch (TimeoutException givenUp) {
                                    slow.set(1);
                                    throw givenUp;
                                }
                            },
                            () -> {
                                slow.compareAndSet(3, 0);
                                client.close();
                            });
                },
                DECLARED,
                TimeoutProbe::nextCallWorks,
                Status.INCONCLUSIVE,
                "Inconclusive: the next call works: A call had timed out, and the next one failed though the server is"
                        + " healthy, as did that of a fresh client: it got TimeoutException: slow after N. The machine"
                        + " may have been too slow for the client's timeouts: give the client of this test longer ones.");
    }

    @Test
    void a_test_that_is_interrupted() {
        assertThat(wire.server()).isNotNull();
        Thread.currentThread().interrupt();
        try {
            assertSays(
                    good(),
                    DECLARED,
                    TimeoutProbe::givesUpOnAHang,
                    Status.INCONCLUSIVE,
                    "Inconclusive: gives up on a hang: The test was interrupted while it waited for a call.");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void declarations_that_make_no_sense() {
        assertThatThrownBy(() -> DECLARED.waitsAtLeast(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A client that waits at least PT1S cannot give up within PT0.6S: declare a longer budget");
        assertThatThrownBy(() -> DECLARED.grace(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The grace must be positive, but is PT0S");
    }

    @Test
    void a_verdict_without_junit() {
        var verdict = new Verdict("check", Status.FAILED, "So it is", "", Optional.empty());

        assertThatThrownBy(verdict::throwIfFailed)
                .isInstanceOf(AssertionError.class)
                .hasMessage("Failed: check: So it is.");
        assertThat(new Verdict("check", Status.INCONCLUSIVE, "why", "", Optional.empty())
                        .throwIfFailed()
                        .passed())
                .isFalse();
        assertThat(verdict).hasToString("Failed: check: So it is.");
    }
}
