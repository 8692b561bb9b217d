/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fixtures.broken.Flaw;
import dev.mcpjunit.fixtures.broken.FlawedWeatherServer;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.server.McpServerFactory;

/** The weather server in this JVM with one flaw, for both eras. */
public abstract class Flawed implements McpServerFactory {

    private final Flaw flaw;

    protected Flawed(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public final Started start() {
        var server = FlawedWeatherServer.start(flaw, WeatherOptions.standard().withEra(ServedEra.DUAL));
        return new Started(server.uri(), server);
    }
}
