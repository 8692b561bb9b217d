/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.testkit.stacks.StackColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Good servers pass: columns of the table of docs/server-contracts.md. */
class WeatherHandshakeServerTests {

    abstract static class Weathered extends UnhurriedServer {

        public List<SampleCall> sampleCalls() {
            return List.of(
                    new SampleCall("get-forecast", Map.of("city", "Oslo")),
                    new SampleCall("plan-trip", Map.of("city", "Oslo", "days", 2)));
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
        }
    }

    @Nested
    @McpServer(source = "weather")
    class OnStandardStreams extends Weathered implements HandshakeServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("fixture, stdio");

        static ServerSpec weather() {
            return Weather.stdio();
        }
    }

    @Nested
    @McpServer(inProcess = Weather.PagedDualEra.class, name = "weather", protocol = "LEGACY")
    class OnHttp extends Weathered implements HandshakeServerContract {

        @RegisterExtension
        static final StackColumn COLUMN = StackColumn.explained("fixture, HTTP");
    }
}
