/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Weather;
import java.util.List;
import java.util.Map;

/** A good server passes. */
@McpServer(source = "weather")
class WeatherStdioHygieneTests implements StdioHygieneContract {

    static ServerSpec weather() {
        return Weather.stdio("--era", "dual");
    }

    @Override
    public List<SampleCall> sampleCalls() {
        return List.of(new SampleCall("get-forecast", Map.of("city", "Oslo")));
    }
}
