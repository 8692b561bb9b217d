/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The weather server in the forms in which tests need it. */
public final class Weather {

    private Weather() {}

    /** See that a connection works. */
    public static void assertForecasts(McpConnection connection) {
        assertThat(connection.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                .isFalse();
    }

    /** In this JVM. */
    public static final class InProcess implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    /** In this JVM, in the stateless era only. */
    public static final class ModernInProcess implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEra(ServedEra.MODERN));
            return new Started(server.uri(), server);
        }
    }

    /** In this JVM, in both eras. */
    public static final class DualInProcess implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEra(ServedEra.DUAL));
            return new Started(server.uri(), server);
        }
    }

    /** The same with two entries in each page of a list. */
    public static final class PagedDualEra implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(
                    WeatherOptions.standard().withEra(ServedEra.DUAL).withPageSize(2));
            return new Started(server.uri(), server);
        }
    }

    /** On standard input and output. */
    public static ServerSpec stdio(String... arguments) {
        return Fixture.stdio(WeatherServer.class, prepend("stdio", arguments)).build();
    }

    /** As a process that listens on HTTP. */
    public static ServerSpec http(String... arguments) {
        return Fixture.stdio(WeatherServer.class, prepend("http", arguments))
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .build();
    }

    private static String[] prepend(String first, String... rest) {
        var words = new ArrayList<>(List.of(first));
        words.addAll(List.of(rest));
        return words.toArray(String[]::new);
    }
}
