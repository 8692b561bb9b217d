/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.List;

/** Six servers, each a process of its own: four on standard input and output, two on HTTP. */
final class SixServers {

    private SixServers() {}

    static List<ServerSpec> all() {
        return List.of(
                stdio("notes-1", NotesServer.class),
                stdio("notes-2", NotesServer.class),
                stdio("weather-1", WeatherServer.class),
                stdio("weather-2", WeatherServer.class),
                http("notes-3", NotesServer.class),
                http("weather-3", WeatherServer.class));
    }

    private static ServerSpec stdio(String name, Class<?> main) {
        return ServerSpec.command(FixtureCommand.command(main, "stdio").toArray(String[]::new))
                .name(name)
                .build();
    }

    private static ServerSpec http(String name, Class<?> main) {
        return ServerSpec.command(FixtureCommand.command(main, "http").toArray(String[]::new))
                .name(name)
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .build();
    }
}
