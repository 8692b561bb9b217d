/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract as a test class inherits it. */
class TimeoutContractTests {

    private static final Duration BUDGET = Duration.ofMillis(800);

    @Test
    void the_sdk_over_http() {
        Run.of(SdkTestCase.class).allSucceeded(9);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class SdkTestCase implements TimeoutContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return SdkSubject.connect(server, BUDGET);
        }

        @Override
        public DeclaredTimeouts timeouts() {
            return DeclaredTimeouts.of("get-forecast", BUDGET)
                    .connectsWithin(BUDGET)
                    .waitsAtLeast(BUDGET);
        }
    }
}
