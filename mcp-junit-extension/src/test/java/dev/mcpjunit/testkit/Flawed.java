/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fixtures.broken.Flaw;
import dev.mcpjunit.fixtures.broken.FlawedWeatherServer;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.server.McpServerFactory;

/** The weather server in this JVM with one flaw; for both eras unless one is named. */
public abstract class Flawed implements McpServerFactory {

    private final Flaw flaw;
    private final WeatherOptions options;

    protected Flawed(Flaw flaw) {
        this(flaw, ServedEra.DUAL);
    }

    protected Flawed(Flaw flaw, ServedEra era) {
        this(flaw, WeatherOptions.standard().withEra(era));
    }

    protected Flawed(Flaw flaw, WeatherOptions options) {
        this.flaw = flaw;
        this.options = options;
    }

    @Override
    public final Started start() {
        var server = FlawedWeatherServer.start(flaw, options);
        return new Started(server.uri(), server);
    }
}
