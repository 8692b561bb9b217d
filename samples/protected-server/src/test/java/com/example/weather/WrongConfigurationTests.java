/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.contract.ProtectedServerContract;
import dev.mcpjunit.server.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The default of MCP Security accepts tokens for other servers of the same issuer, and the contract says so. */
class WrongConfigurationTests {

    @McpServer(
            name = "weather",
            command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}", "WEATHER_VALIDATE_AUDIENCE=false"},
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read}",
            transport = Transport.STREAMABLE_HTTP)
    static class AnyAudienceTestCase implements ProtectedServerContract {

        @Override
        public DeclaredProtection protection() {
            return DeclaredProtection.standard().scopes("weather:read");
        }
    }

    @Test
    void a_server_that_does_not_compare_the_audience_fails() {
        List<String> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(AnyAudienceTestCase.class))
                // System properties, such as java.home, are needed by the placeholders.
                .enableImplicitConfigurationParameters(true)
                .configurationParameter("mcp.report", "off")
                .execute()
                .allEvents()
                .failed()
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage())
                .toList();

        assertThat(failures)
                .singleElement()
                .asString()
                .startsWith("refuses_tokens_for_another_audience(")
                .contains("Server 'weather' breaks a rule: A token for another server is refused with HTTP 401.")
                .contains("It answered a token for https://other.example.com/mcp with HTTP 200: {");
    }
}
