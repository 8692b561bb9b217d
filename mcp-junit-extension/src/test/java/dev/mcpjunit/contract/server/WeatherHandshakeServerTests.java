/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Weather;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Good servers pass. */
class WeatherHandshakeServerTests {

    private interface Weathered extends HandshakeServerContract {
        @Override
        default List<SampleCall> sampleCalls() {
            return List.of(
                    new SampleCall("get-forecast", Map.of("city", "Oslo")),
                    new SampleCall("plan-trip", Map.of("city", "Oslo", "days", 2)));
        }
    }

    @Nested
    @McpServer(source = "weather")
    class OnStandardStreams implements Weathered {
        static ServerSpec weather() {
            return Weather.stdio();
        }
    }

    @Nested
    @McpServer(inProcess = Weather.PagedDualEra.class, name = "weather", protocol = "LEGACY")
    class OnHttp implements Weathered {}
}
