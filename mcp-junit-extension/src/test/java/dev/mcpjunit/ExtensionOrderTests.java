/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import io.quarkus.test.junit.QuarkusTestExtension;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * An application that starts below {@code @McpServer} starts too late. The classes here would pass, because an
 * application runs already, as that of an earlier class does.
 */
class ExtensionOrderTests {

    private static WeatherServer application;

    @BeforeAll
    static void start() {
        application = WeatherServer.http(WeatherOptions.standard());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Run run(Class<?> testCase) {
        return Run.with(Map.of("weather.url", application.uri().toString()), testCase);
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @ExtendWith(QuarkusTestExtension.class)
    static class AddressTestCase {
        @Test
        void test(McpConnection weather) {}
    }

    @McpServer(name = "weather", source = "address")
    @ExtendWith(QuarkusTestExtension.class)
    static class SourceTestCase {

        static URI address() {
            return application.uri();
        }

        @Test
        void test(McpConnection weather) {}
    }

    @Test
    void an_application_that_starts_too_late_fails_even_if_another_one_runs() {
        assertThat(run(AddressTestCase.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@McpServer on " + AddressTestCase.class.getName()
                        + ": it stands above @QuarkusTest, so endpoint " + application.uri()
                        + " is asked before the application runs. Put @QuarkusTest above all annotations of"
                        + " mcp-junit, on the same class.");
        assertThat(run(SourceTestCase.class).failure())
                .hasMessageEndingWith("Put @QuarkusTest above all annotations of mcp-junit, on the same class.");
    }

    @ExtendWith(QuarkusTestExtension.class)
    @McpServer(name = "weather", url = "${weather.url}")
    static class RightOrderTestCase {
        @Test
        void test(McpConnection weather) {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @ExtendWith(QuarkusTestExtension.class)
    static class OwnServerTestCase {
        @Test
        void test(McpConnection weather) {}
    }

    @Test
    void the_other_order_and_servers_of_the_test_pass() {
        run(RightOrderTestCase.class).allSucceeded(1);
        run(OwnServerTestCase.class).allSucceeded(1);
    }
}
