/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.TimeoutClient.Flaw;
import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.internal.trial.Bench;
import dev.mcpjunit.contract.internal.trial.Trial;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The messages of trials in which a client hangs, or the machine is too slow. */
@Tag("long")
@Tag("wall-clock")
class TrialMessagesTests {

    private static final Duration BUDGET = Duration.ofMillis(600);

    @AutoClose
    private final WeatherWire wire = WeatherWire.http();

    private static void pause(Duration time) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static String check(Bench bench, Consumer<Trial> steps) {
        return WeatherWire.withoutTimes(bench.check("check", steps).message());
    }

    @Test
    void a_machine_that_is_slow_enough_to_be_to_blame() {
        var bench = new Bench(
                server -> ClientUnderTest.of(
                        tool -> {
                            pause(BUDGET);
                            throw new TimeoutException("late");
                        },
                        () -> {}),
                wire.server(),
                wire.faults(),
                wire.traffic(),
                Exemptions.NONE,
                FailureSignal.any(),
                BUDGET);
        assertThat(check(bench, trial -> trial.connectAndCall("get-forecast")
                        .giveUp(
                                Duration.ofMillis(50),
                                Duration.ofMillis(10),
                                Duration.ofHours(1),
                                "The server never answered")))
                .startsWith("Inconclusive: check: The server never answered, and the caller got TimeoutException: late"
                        + " after N, though the client is declared to give up within N. But the machine was busy: it"
                        + " lost N in that time, and a healthy call took N. Run the test on a quieter machine, or give"
                        + " the client of this test longer timeouts.\n\nTimeline:\n");
    }

    @Test
    void a_machine_on_which_nothing_moves() {
        var bench = new Bench(
                server -> ClientUnderTest.of(tool -> new CountDownLatch(1).await(1, TimeUnit.HOURS), () -> {}),
                wire.server(),
                wire.faults(),
                wire.traffic(),
                Exemptions.NONE,
                FailureSignal.any(),
                BUDGET,
                Duration.ofMillis(10));
        assertThat(check(bench, trial -> trial.connectAndCall("get-forecast")
                        .giveUp(
                                Duration.ofMillis(50),
                                Duration.ofMillis(10),
                                Duration.ofHours(1),
                                "The server never answered")))
                .startsWith(
                        "Inconclusive: check: The server never answered, and the caller still waited after N, though"
                                + " the client is declared to give up within N. But the machine was busy: it lost N in that time,"
                                + " and a healthy call took N. Run the test on a quieter machine, or give the client of this test"
                                + " longer timeouts.");
    }

    @Test
    void what_hangs_though_nothing_is_wrong() {
        var bench = new Bench(
                server -> ClientUnderTest.of(tool -> new CountDownLatch(1).await(1, TimeUnit.HOURS), () -> {
                    if (!new CountDownLatch(1).await(1, TimeUnit.HOURS)) {
                        throw new IOException("never");
                    }
                }),
                wire.server(),
                wire.faults(),
                wire.traffic(),
                Exemptions.NONE,
                FailureSignal.any(),
                BUDGET,
                Duration.ofMillis(300));
        assertThat(check(bench, trial -> {
                    trial.connect();
                    trial.callHealthy("get-forecast", "");
                }))
                .startsWith("Failed: check: The server is healthy, and yet the caller was not answered within N.");
        assertThat(check(bench, trial -> {
                    trial.connect();
                    trial.closeClient();
                }))
                .startsWith("Failed: check: The client could not be closed within N.");
    }

    private Bench bench(ClientConnector client) {
        return new Bench(
                client, wire.server(), wire.faults(), wire.traffic(), Exemptions.NONE, FailureSignal.any(), BUDGET);
    }

    /** So late that a busy machine does not lose half of the time. */
    private static ClientUnderTest late() throws Exception {
        pause(BUDGET.multipliedBy(3));
        throw new TimeoutException("no answer");
    }

    @Test
    void a_client_that_fails_late_and_sends_nothing() {
        Bench bench = bench(server -> late());
        String end =
                " after N. Nothing from the client reached the server: connect it to the endpoint that it is given, "
                        + wire.server().describe() + ".\n\nTimeline:\n";

        assertThat(check(bench, Trial::connect))
                .startsWith("Failed: check: The client could not connect to a healthy server: it got TimeoutException:"
                        + " no answer" + end);
        assertThat(check(bench, trial -> trial.connectAndCallHealthy("get-forecast")))
                .startsWith("Failed: check: The client could not connect to a healthy server and call it: it got"
                        + " TimeoutException: no answer" + end);
    }

    /** What a client does for the first time in a JVM takes longer. */
    @Test
    void a_client_that_starts_slowly() {
        var made = new AtomicInteger();
        Bench bench = bench(server -> made.getAndIncrement() % 2 == 0
                ? late()
                : TimeoutClient.connect(server, Duration.ofSeconds(20), Flaw.NONE));

        assertThat(check(bench, Trial::connect))
                .startsWith("Inconclusive: check: The client could not connect to a healthy server: it got"
                        + " TimeoutException: no answer after N. The machine may have been too slow for the client's"
                        + " timeouts: give the client of this test longer ones.\n\nTimeline:\n");
    }

    /** It takes any response for an answer, so only the wire shows that none of its calls succeeds. */
    @Test
    void a_client_that_hides_an_http_error() {
        Bench bench = bench(server -> {
            var http = new HttpCaller(server);
            return ClientUnderTest.of(
                    tool -> http.send(HttpCaller.call(tool, http.nextId()), Map.of(), BUDGET), () -> {});
        });

        assertThat(check(bench, trial -> trial.connectAndCallHealthy("get-forecast")))
                .startsWith("Failed: check: Server 'server' is healthy, and yet it answered the call of tool"
                        + " 'get-forecast' with an error: http error (HTTP 400). Checks show nothing with such a call:"
                        + " give the contract a call that succeeds.");
    }

    @Test
    void a_client_that_cannot_be_closed() {
        var bench = new Bench(
                server -> ClientUnderTest.of(tool -> "", () -> {
                    throw new IOException("jammed");
                }),
                wire.server(),
                wire.faults(),
                wire.traffic(),
                Exemptions.NONE,
                FailureSignal.any(),
                BUDGET);
        assertThat(check(bench, trial -> {
                    trial.connect();
                    trial.closeClient();
                }))
                .startsWith(
                        "Failed: check: The client could not be closed: its close() got IOException: jammed after N.");
    }
}
