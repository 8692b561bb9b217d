/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpAddress;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.traffic.Traffic;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A client that goes through a proxy names the proxy as the resource, and the server accepts only its own address. */
@DisplayName("A login through the proxy of a test")
class LoginThroughProxyTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    @Execution(ExecutionMode.SAME_THREAD)
    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.authorization.ProtectedWeatherServer"
            },
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
            transport = Transport.STREAMABLE_HTTP,
            login = Login.AS_USER)
    static class ProxiedTestCase {

        @Test
        void injected(McpConnection weather, Traffic traffic) {
            assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
            assertThat(traffic.toolCalls("get-forecast")).wereExecuted(1);
        }

        @Test
        void refused_once(McpConnection weather, FaultInjector faults, Traffic traffic) {
            faults.on(toolCall("get-forecast").first()).status(401);

            assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
            assertThat(traffic.toolCalls("get-forecast")).wereSent(2).wereExecuted(1);
        }

        @Test
        void at_the_address_of_the_class(Traffic traffic, RunningServer weather) {
            URI fixed = McpAddress.of(ProxiedTestCase.class, "weather");

            try (McpConnection alice = McpConnection.builder(new McpEndpoint.Http(fixed))
                    .authorization(ClientAuthorization.asUser())
                    .open()) {
                assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
            }
            assertThat(fixed).isNotEqualTo(weather.endpoint().httpUri());
        }
    }

    @Test
    @DisplayName("leads to a token for the server behind it")
    void proxied() {
        Run.with(
                        Map.of(
                                "java.home", System.getProperty("java.home"),
                                "java.class.path", System.getProperty("java.class.path")),
                        ProxiedTestCase.class)
                .allSucceeded(3);
    }
}
