/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.RetryContract;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.retry.BackOff;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What changes nothing is tried three times, with growing pauses, and a trip is booked once. */
class RetryTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static ClientUnderTest connect(McpEndpoint server, ToolCall booking) {
        ResilientMcpClient client = ResilientMcpClient.of("weather", Weather.uri(server))
                .policy(Weather.POLICY)
                .customizing(Weather::confirming)
                .build();
        return ClientUnderTest.of(
                tool -> client.call(tool.equals(booking.tool()) ? booking : Weather.FORECAST), client);
    }

    private static DeclaredRetries declared() {
        return DeclaredRetries.of("get-forecast", Weather.POLICY.attempts())
                .backOff(BackOff.exponential(Weather.POLICY.firstPause(), Policy.GROWTH)
                        .jitter(Policy.JITTER))
                .deadline(Weather.POLICY.deadline());
    }

    @Nested
    @McpServer(name = "weather", inProcess = Weather.class)
    class OfWhatIsDoneOnceTests implements RetryContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return RetryTests.connect(server, ToolCall.doingOnce("book-trip", OSLO));
        }

        @Override
        public DeclaredRetries retries() {
            return declared().neverRepeats("book-trip");
        }
    }

    @Nested
    @McpServer(name = "weather", inProcess = Weather.class)
    class OfWhatIsDoneByKeyTests implements RetryContract {

        @Override
        public ClientUnderTest connect(McpEndpoint server) {
            return RetryTests.connect(server, ToolCall.doingByKey("book-trip", OSLO));
        }

        @Override
        public DeclaredRetries retries() {
            return declared().repeatsWithKey("book-trip");
        }
    }
}
