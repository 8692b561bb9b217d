/* SPDX-License-Identifier: Apache-2.0 */
package com.example.forecast;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import java.time.Duration;

/** The server of the tests, in this JVM, and the client under test. */
final class Weather implements McpServerFactory {

    /** Short, because tests wait for it. */
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** Enough for the first call of a JVM, which loads many classes. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public Started start() {
        WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
        return new Started(weather.uri(), weather);
    }

    static ForecastClient client(McpEndpoint weather) {
        return new ForecastClient(weather.httpUri(), TIMEOUT, LIMIT, city -> "As yesterday in " + city);
    }
}
