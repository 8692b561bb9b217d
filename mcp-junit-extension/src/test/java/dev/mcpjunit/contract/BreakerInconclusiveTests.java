/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.contract.client.CallFailure.TIMEOUT;
import static dev.mcpjunit.contract.client.CallFailure.TOOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.subject.Probed;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What cannot be seen is said to be unseen, and what would help. */
@McpServer(name = "weather", inProcess = Weather.InProcess.class)
class BreakerInconclusiveTests {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    @Test
    void a_breaker_that_makes_callers_wait(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerCall never = () -> {
            new CountDownLatch(1).await();
            return "";
        };

        Verdict finding = BreakerProbe.of(
                        setup -> BreakerSubject.of(
                                never, BreakerSettings.opensAfter(1).callTimeout(Duration.ofMillis(100))),
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE);

        assertThat(finding.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
        assertThat(finding.reason())
                .isEqualTo("A caller was neither let through to the server nor answered within 100 ms. Does the breaker"
                        + " make callers wait?");
    }

    /** Fails by itself, and late: no breaker would. */
    private static BreakerCall late() {
        return () -> {
            boolean unused = new CountDownLatch(1).await(1_800, TimeUnit.MILLISECONDS);
            throw new IllegalStateException("initialize was not answered");
        };
    }

    @Test
    void a_client_that_does_not_connect_in_time(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerProbe probe = BreakerProbe.of(
                setup -> {
                    McpConnection seen = McpConnection.open(setup.endpoint());
                    return BreakerSubject.of(late(), BreakerSettings.opensAfter(2))
                            .onClock(setup.clock())
                            .closing(seen);
                },
                servers,
                faults,
                traffic);

        for (BreakerCheck check : List.of(
                BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE,
                BreakerCheck.OPENS_AT_THE_THRESHOLD,
                BreakerCheck.STAYS_CLOSED_BELOW_THE_THRESHOLD)) {
            Verdict finding = probe.check(check);

            assertThat(finding.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
            assertThat(finding.reason())
                    .startsWith("The first call did not reach server 'weather': its caller got IllegalStateException:"
                            + " initialize was not answered after ")
                    .endsWith(". The client may not have connected in time: give the client of this test longer"
                            + " timeouts.");
        }
    }

    /** What a client does for the first time takes longer: only the second one of a JVM is on the wire in time. */
    @Test
    void a_client_that_starts_slowly(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        var made = new AtomicInteger();
        Verdict finding = BreakerProbe.of(
                        setup -> {
                            BreakerSubject cold = BreakerSubject.of(late(), BreakerSettings.opensAfter(2));
                            boolean isFirst = made.getAndIncrement() % 2 == 0;
                            return isFirst
                                    ? cold.onClock(setup.clock())
                                    : Probed.counting(setup, 2, Duration.ofMinutes(1));
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE);

        assertThat(finding.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
    }

    @Test
    void a_client_that_fails_late_and_sends_nothing(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerProbe probe = BreakerProbe.of(
                setup ->
                        BreakerSubject.of(late(), BreakerSettings.opensAfter(2)).onClock(setup.clock()),
                servers,
                faults,
                traffic);

        Verdict healthy = probe.check(BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE);
        Verdict opens = probe.check(BreakerCheck.OPENS_AT_THE_THRESHOLD);

        assertThat(healthy.status()).isEqualTo(Verdict.Status.FAILED);
        assertThat(healthy.reason())
                .startsWith("The client sent nothing to server 'weather': its caller got IllegalStateException:"
                        + " initialize was not answered after ")
                .endsWith(". Connect the client to the endpoint of the setup, "
                        + servers.first().describe() + ".");
        assertThat(opens.status()).isEqualTo(Verdict.Status.FAILED);
    }

    @Test
    void a_fallback_that_hides_an_http_error(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> BreakerSubject.of(
                                        () -> {
                                            // It does not introduce itself, so the server answers HTTP 400.
                                            var http = new HttpCaller(setup.endpoint());
                                            return http.send(HttpCaller.call("get-forecast", 1), Map.of(), CALL_TIMEOUT)
                                                            .statusCode()
                                                    + ", so it is perhaps sunny";
                                        },
                                        BreakerSettings.opensAfter(2))
                                .onClock(setup.clock()),
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE);

        assertThat(finding.status()).isEqualTo(Verdict.Status.FAILED);
        assertThat(finding.reason())
                .startsWith("Server 'weather' is healthy, and yet it answered the call of tool 'get-forecast' with an"
                        + " error: http error (HTTP 400).");
    }

    @Test
    void a_breaker_that_is_open_from_the_start(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerCall refusing = () -> {
            throw new IllegalStateException("open");
        };

        Verdict finding = BreakerProbe.of(
                        setup -> BreakerSubject.of(refusing, BreakerSettings.opensAfter(2))
                                .onClock(setup.clock()),
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.OPENS_AT_THE_THRESHOLD);

        assertThat(finding.status()).isEqualTo(Verdict.Status.FAILED);
        assertThat(finding.reason())
                .isEqualTo("The first call did not reach the server, though nothing had failed before.");
    }

    @Test
    void a_healthy_call_that_the_server_answers_by_an_error(
            McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> {
                            McpConnection client = McpConnection.open(setup.endpoint());
                            return BreakerSubject.of(
                                            () -> client.callTool("get-forecast", Map.of("town", "Oslo"))
                                                    .text(),
                                            BreakerSettings.opensAfter(2))
                                    .onClock(setup.clock())
                                    .closing(client);
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE);

        assertThat(finding.status()).isEqualTo(Verdict.Status.FAILED);
        assertThat(finding.reason())
                .isEqualTo("Server 'weather' is healthy, and yet it answered the call of tool 'get-forecast' with an"
                        + " error: tool error. Checks show nothing with such a call: give the contract a call that"
                        + " succeeds.");
    }

    @Test
    void a_client_without_a_time_out(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> Probed.counting(setup, 1, Duration.ofMinutes(1))
                                .declaring(settings -> settings.counts(TIMEOUT).callTimeout(CALL_TIMEOUT)),
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.TIMEOUTS_COUNT_AS_DECLARED);

        assertThat(finding.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
        assertThat(finding.reason())
                .isEqualTo(
                        "A call that went to the server was not back within 3 s. Give the client a timeout, or declare"
                                + " callTimeout(…) if it has a longer one.");
    }

    @Test
    void callers_that_wait_behind_the_probe(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        var oneByOne = new ReentrantLock();

        Verdict finding = BreakerProbe.of(
                        setup -> {
                            BreakerSubject subject = Probed.counting(setup, 3, Duration.ofSeconds(8));
                            BreakerCall inTurn = () -> {
                                oneByOne.lockInterruptibly();
                                try {
                                    return subject.call().call();
                                } finally {
                                    oneByOne.unlock();
                                }
                            };
                            return BreakerSubject.of(inTurn, subject.settings().callTimeout(CALL_TIMEOUT))
                                    .onClock(setup.clock())
                                    .closing(() -> {
                                        for (AutoCloseable resource : subject.resources()) {
                                            resource.close();
                                        }
                                    });
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW);

        assertThat(finding.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
        assertThat(finding.reason())
                .isEqualTo(
                        "7 of 8 callers were neither refused nor let through: they wait behind the probe, so it cannot"
                                + " be seen which of them would have been let through.");
    }

    @Test
    void a_breaker_that_never_opens_is_blamed_for_that_alone(
            McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdict finding = BreakerProbe.of(
                        setup -> {
                            BreakerSubject five = Probed.counting(setup, 5, Duration.ofSeconds(8));
                            return five.declaring(settings -> settings.openedBy(TOOL_ERROR));
                        },
                        servers,
                        faults,
                        traffic)
                .check(BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW);

        assertThat(finding.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
        assertThat(finding.reason())
                .isEqualTo("The breaker could not be opened: isError was not followed by a refusal in 14 calls. See the"
                        + " check 'opens at the threshold'.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class WaitingCallersTestCase implements CircuitBreakerContract {
        @Override
        public BreakerSubject breaker(BreakerSetup setup) {
            BreakerCall never = () -> new CountDownLatch(1).await(1, TimeUnit.HOURS);
            return BreakerSubject.of(never, BreakerSettings.opensAfter(1).callTimeout(Duration.ofMillis(100)));
        }
    }

    static class ExemptTestCase extends WaitingCallersTestCase {
        @Override
        public BreakerSubject breaker(BreakerSetup setup) {
            return super.breaker(setup).exempt("healthy call reaches the server once", "callers queue, by design");
        }
    }

    static class MisspelledTestCase extends WaitingCallersTestCase {
        @Override
        public BreakerSubject breaker(BreakerSetup setup) {
            return super.breaker(setup).exempt("healthy calls", "callers queue, by design");
        }
    }

    private static Throwable healthyCall(Class<?> testCase) {
        return Run.with(Map.of(Verdict.PROPERTY_NAME, "required"), testCase).failures().stream()
                .filter(failure -> String.valueOf(failure.getMessage()).contains("healthy call"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fails_where_verdicts_are_required_unless_the_declaration_exempts_it() {
        assertThat(healthyCall(WaitingCallersTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Inconclusive: healthy call reaches the server once: A caller was neither")
                .hasMessageContaining("mcp.contract = required, so this fails.");
        assertThat(healthyCall(ExemptTestCase.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("The declaration accepts that: callers queue, by design");
        assertThat(healthyCall(MisspelledTestCase.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "There is no check 'healthy calls' to exempt. The checks are: healthy call reaches"
                                + " the server once, ");
    }
}
