/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.RetryingClient.Flaw;
import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.retry.BackOff;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The contract as a test class inherits it. */
@Tag("wall-clock")
class RetryContractTests {

    @Test
    void a_client_with_keys_passes_all() {
        Run.of(WithKeysTestCase.class).allSucceeded(11);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class WithKeysTestCase implements RetryContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) throws Exception {
            return RetryingClient.connect(server, Flaw.NONE, true);
        }

        @Override
        public DeclaredRetries retries() {
            return DeclaredRetries.of("get-forecast", RetryingClient.ATTEMPTS)
                    .backOff(BackOff.exponential(RetryingClient.PAUSE, 2))
                    .deadline(RetryingClient.DEADLINE)
                    .honorsRetryAfter()
                    .repeatsWithKey("plan-trip");
        }
    }

    @Test
    void a_flaw_fails_its_test() {
        var failures = Run.of(CarelessTestCase.class).failures();

        assertThat(failures.stream()
                        .filter(AssertionFailedError.class::isInstance)
                        .map(Throwable::getMessage))
                .as("all that did not pass: %s", failures)
                .singleElement()
                .asString()
                .contains("Failed: does nothing twice: 'plan-trip': response lost after the server executed");
    }

    static class CarelessTestCase extends WithKeysTestCase {

        @Override
        public ClientUnderTest connect(McpEndpoint server) throws Exception {
            return RetryingClient.connect(server, Flaw.REPEATS_EVERYTHING, false);
        }

        @Override
        public DeclaredRetries retries() {
            return super.retries().neverRepeats("plan-trip");
        }
    }

    /** Most clients never repeat, which is worth to be known. */
    @Test
    void the_java_sdk_never_repeats() {
        Run run = Run.of(SdkTestCase.class);

        assertThat(run.failures()).allMatch(TestAbortedException.class::isInstance);
        assertThat(run.succeeded()).isEqualTo(5);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class SdkTestCase implements RetryContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return SdkSubject.connect(server, Duration.ofSeconds(2));
        }

        @Override
        public DeclaredRetries retries() {
            return DeclaredRetries.of("get-forecast", 1)
                    .deadline(Duration.ofSeconds(2))
                    .neverRepeats("count-calls");
        }
    }

    @Test
    void over_stdio_too() {
        Run run = Run.of(SdkOnStdioTestCase.class);

        assertThat(run.failures()).allMatch(TestAbortedException.class::isInstance);
        assertThat(run.succeeded()).isEqualTo(5);
    }

    @McpServer(name = "weather", source = "stdio")
    static class SdkOnStdioTestCase implements RetryContract {

        static ServerSpec stdio() {
            return Weather.stdio();
        }

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return SdkSubject.connect(server, Duration.ofSeconds(4));
        }

        @Override
        public DeclaredRetries retries() {
            return DeclaredRetries.of("get-forecast", 1)
                    .repeatedAfter(CallFailure.INTERNAL_ERROR)
                    .deadline(Duration.ofSeconds(4))
                    .neverRepeats("count-calls");
        }
    }
}
