/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Starts the team's own server once, at the address that {@code .mcp.json} takes from a variable. */
class WeatherOnHttp implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(WeatherOnHttp.class);

    private record Running(WeatherServer server) implements Store.CloseableResource, AutoCloseable {

        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("weather", key -> start());
    }

    private static Running start() {
        WeatherServer server = WeatherServer.http(WeatherOptions.standard());
        System.setProperty("WEATHER_URL", server.uri().toString());
        return new Running(server);
    }
}
