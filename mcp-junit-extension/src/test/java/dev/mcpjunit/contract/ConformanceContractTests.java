/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.contract.conformance.DeclaredConformance;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The conformance suite of the protocol, run against the weather server. */
@RequiresCommand("npm")
class ConformanceContractTests {

    static final class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @Test
    void each_scenario_is_a_test() {
        Run run = Run.of(WeatherTestCase.class);

        assertThat(run.succeeded()).isEqualTo(3);
        assertThat(run.failedTests())
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith(
                        "Scenario 'tools-call-simple-text' of the conformance suite fails:\n- tools-call-simple-text: ")
                .contains("test_simple_text");
        assertThat(run.aborted())
                .singleElement()
                .asString()
                .contains("Scenario 'prompts-get-simple' fails, as expected: it has no prompt of that name");
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    static class WeatherTestCase implements ConformanceContract {
        @Override
        public DeclaredConformance conformance() {
            return DeclaredConformance.to("2025-11-25")
                    .only("server-initialize", "ping", "tools-list", "tools-call-simple-text", "prompts-get-simple")
                    .expectingFailure("prompts-get-simple", "it has no prompt of that name");
        }
    }

    @Test
    void what_the_suite_does_not_know_fails_with_its_words() {
        assertThat(Run.of(UnknownRevisionTestCase.class).failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("The conformance suite printed nothing. Its last lines:\n  ")
                .hasMessageContaining("2024-01-01");
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    static class UnknownRevisionTestCase implements ConformanceContract {
        @Override
        public DeclaredConformance conformance() {
            return DeclaredConformance.to("2024-01-01");
        }
    }

    @Test
    void a_suite_that_takes_too_long_is_ended() {
        assertThat(Run.of(HurriedTestCase.class).failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("The conformance suite did not end within 1 ms.");
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    static class HurriedTestCase implements ConformanceContract {
        @Override
        public DeclaredConformance conformance() {
            return DeclaredConformance.to("2025-11-25").timeout(Duration.ofMillis(1));
        }
    }

    @Test
    void a_server_must_listen_on_http_and_need_no_headers() {
        assertThat(Run.of(StdioTestCase.class).failure())
                .hasMessageContaining("asks for the Http endpoint of server 'weather'");
        assertThat(Run.of(HeaderTestCase.class).failure())
                .hasMessage(
                        "The conformance suite cannot send headers, but the server needs [X-Key]. Start a server for"
                                + " it that needs none.");
    }

    @McpServer(source = "weather")
    static class StdioTestCase implements ConformanceContract {
        static ServerSpec weather() {
            return Fixture.stdio(WeatherServer.class, "stdio").name("weather").build();
        }

        @Override
        public DeclaredConformance conformance() {
            return DeclaredConformance.to("2025-11-25");
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, headers = "X-Key: abcdefgh")
    static class HeaderTestCase implements ConformanceContract {
        @Override
        public DeclaredConformance conformance() {
            return DeclaredConformance.to("2025-11-25");
        }
    }
}
