/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.StdioHygieneContract;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.server.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Server contracts: what clients rely on beyond single tools. */
class ServerContractsTests {

    // tag::stdio[]
    @Nested
    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.weather.WeatherServer",
                "stdio"
            })
    class OnStandardStreams implements StdioHygieneContract {

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
        }
    }
    // end::stdio[]

    // tag::http[]
    @Nested
    @McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
    class OnHttp implements HttpServerContract {}
    // end::http[]

    // tag::handshake[]
    @Nested
    @McpServer(name = "weather", inProcess = WeatherTests.Weather.class, protocol = "LEGACY")
    class WithHandshake implements HandshakeServerContract {

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
        }
    }
    // end::handshake[]

    // tag::stateless[]
    @Nested
    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.weather.WeatherServer",
                "http",
                "--era",
                "modern"
            },
            env = {"PORT=${mcp.port}", "WEATHER_PAGE_SIZE=2"},
            transport = Transport.STREAMABLE_HTTP,
            replicas = 3)
    class WithReplicas implements StatelessServerContract {

        @Override
        public List<SampleCall> sampleCalls() {
            return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
        }

        @Override
        public Optional<AskingCall> askingCall() {
            return Optional.of(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)));
        }
    }
    // end::stateless[]
}
