/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The weather server in the forms in which tests need it. */
public final class Weather {

    private static final Pattern NEEDED = Pattern.compile("mcp-test-fixtures|jackson-(jr|core)");

    private Weather() {}

    /** In this JVM. */
    public static final class InProcess implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    /** On standard input and output. */
    public static ServerSpec stdio(String... arguments) {
        return ServerSpec.command(command(WeatherServer.class, prepend("stdio", arguments)))
                .name("weather")
                .build();
    }

    /** As a process that listens on HTTP. */
    public static ServerSpec http(String... arguments) {
        return ServerSpec.command(command(WeatherServer.class, prepend("http", arguments)))
                .name("weather")
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .build();
    }

    private static String[] prepend(String first, String... rest) {
        var words = new ArrayList<>(List.of(first));
        words.addAll(List.of(rest));
        return words.toArray(String[]::new);
    }

    /** The command that runs a main class of the fixtures. */
    public static String[] command(Class<?> main, String... arguments) {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> NEEDED.matcher(entry).find())
                .toList();
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classPath),
                main.getName()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }
}
