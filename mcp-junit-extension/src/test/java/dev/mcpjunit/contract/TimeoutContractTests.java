/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The contract as a test class inherits it. */
@Tag("wall-clock")
class TimeoutContractTests {

    private static final Duration BUDGET = Duration.ofSeconds(2);

    private static DeclaredTimeouts all() {
        return DeclaredTimeouts.of("get-forecast", BUDGET)
                .connectsWithin(BUDGET)
                .waitsAtLeast(BUDGET);
    }

    @Test
    void the_java_sdk_gives_up_in_time_and_notifies_no_server() {
        Run run = Run.of(SdkTestCase.class);

        assertThat(run.succeeded()).isEqualTo(9);
        assertThat(run.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Failed: notifies the server: The client is declared to notify the server by"
                        + " notifications/cancelled or by closing the connection when it gives up a call, but 3 s"
                        + " later it had not notified it.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class SdkTestCase implements TimeoutContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return SdkSubject.connect(server, BUDGET);
        }

        @Override
        public DeclaredTimeouts timeouts() {
            return all();
        }
    }

    @Test
    void what_is_declared_not_to_be_is_skipped() {
        Run run = Run.of(SilentSdkTestCase.class);

        assertThat(run.succeeded()).isEqualTo(9);
        assertThat(run.failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "Not applicable: notifies the server: The client is declared not to notify the server that it has"
                                + " given up.");
    }

    static class SilentSdkTestCase extends SdkTestCase {
        @Override
        public DeclaredTimeouts timeouts() {
            return all().notifies(Notice.NONE);
        }
    }

    @McpServer(name = "weather", source = "stdio")
    static class SilentSdkOnStdioTestCase implements TimeoutContract {

        static ServerSpec stdio() {
            return Weather.stdio();
        }

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return SdkSubject.connect(server, BUDGET);
        }

        @Override
        public DeclaredTimeouts timeouts() {
            return DeclaredTimeouts.of("get-forecast", BUDGET).notifies(Notice.NONE);
        }
    }

    @Test
    void the_java_sdk_on_stdio() {
        Run run = Run.of(SilentSdkOnStdioTestCase.class);

        assertThat(run.succeeded()).isEqualTo(7);
        assertThat(run.failures()).hasSize(3).allMatch(TestAbortedException.class::isInstance);
    }

    @Test
    void our_own_connection() {
        Run.of(OwnTestCase.class).allSucceeded(10);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OwnTestCase implements TimeoutContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            var own = new ServerHandle(ServerSpec.endpoint(server)
                    .requestTimeout(BUDGET)
                    .startupTimeout(BUDGET)
                    .build());
            try {
                var connection = own.connection();
                return ClientUnderTest.of(
                        tool -> connection.callTool(tool, Map.of("city", "Oslo"), progress -> {}), own);
            } catch (RuntimeException failure) {
                own.close();
                throw failure;
            }
        }

        @Override
        public DeclaredTimeouts timeouts() {
            return all();
        }
    }
}
