/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.breaker.BreakerCall;
import dev.mcpjunit.contract.breaker.BreakerSettings;
import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.subject.ArticleBreakerTestCase;
import dev.mcpjunit.contract.subject.MendedBreakerTestCase;
import dev.mcpjunit.contract.subject.Probed;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a user's build says about a user's breaker. */
class CircuitBreakerContractTests {

    private static final Path PAGE = Path.of("..", "docs", "circuit-breakers.md");

    @Test
    void each_check_is_a_test_of_its_name() {
        assertThat(Arrays.stream(CircuitBreakerContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(BreakerCheck.names().stream()
                        .map(CircuitBreakerContractTests::camelCase)
                        .toList());
    }

    @Test
    void each_test_shows_the_name_of_its_check() {
        assertThat(Arrays.stream(CircuitBreakerContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)))
                .allSatisfy(method -> assertThat(camelCase(
                                method.getAnnotation(DisplayName.class).value()))
                        .isEqualTo(method.getName()));
    }

    private static String camelCase(String name) {
        return Pattern.compile(" ([a-z])").matcher(name).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
    }

    @Test
    void the_page_lists_the_checks() throws Exception {
        String table = Stream.of(BreakerCheck.values())
                .map(check -> "| " + check + " | " + check.sentence() + " |")
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(PAGE))
                .contains(
                        "\n| check | what has to be seen on the wire or by the caller |\n|---|---|\n" + table + "\n\n");
    }

    @Test
    void the_breaker_of_the_article_fails_what_the_page_says() throws Exception {
        List<Throwable> failures = Run.of(ArticleBreakerTestCase.class).failures().stream()
                .filter(AssertionFailedError.class::isInstance)
                .toList();

        assertThat(failures).hasSize(2);
        String page = withoutTimes(Files.readString(PAGE));
        failures.forEach(failure -> assertThat(page).contains(withoutTimes(failure.getMessage())));
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)^ +[0-9]+ ms ", "N ms ");
    }

    @Test
    void the_mended_one_fails_nothing() {
        Run run = Run.of(MendedBreakerTestCase.class);

        assertThat(run.failures()).allMatch(TestAbortedException.class::isInstance);
        assertThat(run.failures())
                .allSatisfy(aborted -> assertThat(aborted).hasMessageStartingWith("Not applicable: "));
        // What is not declared: four kinds of failures, cancellation, slow calls, isolation, fallback (two),
        // and fewer successes than one.
        assertThat(run.failures()).hasSize(10);
        assertThat(run.succeeded()).isEqualTo(14);
    }

    @Test
    void a_window_that_cannot_be_seen_is_never_held_against_a_breaker() {
        Run run = Run.of(TooShortTestCase.class);

        assertThat(run.failures()).allMatch(TestAbortedException.class::isInstance);
        assertThat(run.failures()).anyMatch(aborted -> aborted.getMessage().startsWith("Inconclusive: "));
        assertThat(run.failures())
                .filteredOn(aborted -> !aborted.getMessage().startsWith("Not applicable: "))
                .allSatisfy(aborted -> assertThat(aborted.getMessage().lines().findFirst())
                        .hasValueSatisfying(reason -> assertThat(reason).contains("window")));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class TooShortTestCase implements CircuitBreakerContract {
        @Override
        public BreakerSubject breaker(BreakerSetup setup) {
            return Probed.onRealTime(setup, 3, Duration.ofMillis(1));
        }
    }

    @Test
    void a_client_that_is_connected_elsewhere_fails() {
        assertThat(Run.method(
                                ElsewhereTestCase.class,
                                "healthyCallReachesTheServerOnce",
                                McpEndpoints.class,
                                FaultInjector.class,
                                Traffic.class)
                        .failure()
                        .getMessage())
                .startsWith("Failed: healthy call reaches the server once: The client sent nothing to server 'weather':"
                        + " its caller got an ordinary result (")
                .containsPattern("\\. Connect the client to the endpoint of the setup,"
                        + " http://localhost:[0-9]+/mcp\\.\n\nTimeline:\n")
                .endsWith(" ms  open       call 1     refused; caller: answered");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class ElsewhereTestCase implements CircuitBreakerContract {
        @Override
        public BreakerSubject breaker(BreakerSetup setup) {
            return BreakerSubject.of(BreakerCall.of(() -> {}), BreakerSettings.opensAfter(1));
        }
    }
}
