/* SPDX-License-Identifier: Apache-2.0 */
package com.example.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.example.library.LibraryTools;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** What contracts find in a server with the defaults of Spring AI. A new version may have fewer findings. */
class DefaultsTests {

    /**
     * No component scan finds {@code HttpConfiguration}. Spring Boot looks for its Jackson mixin in the package of the
     * application only, and this is another package.
     */
    @EnableAutoConfiguration
    @Import(LibraryTools.class)
    static class PlainApplication {}

    static class Plain implements McpServerFactory {

        @Override
        public Started start() {
            // The properties of the library are not read, only those of all tests.
            ConfigurableApplicationContext plain = SpringApplication.run(
                    PlainApplication.class,
                    "--server.port=0",
                    "--spring.ai.mcp.server.protocol=STREAMABLE",
                    "--spring.config.location=classpath:/config/");
            String port = plain.getEnvironment().getRequiredProperty("local.server.port");
            return new Started(URI.create("http://localhost:" + port + "/mcp"), plain);
        }
    }

    @McpServer(name = "plain", inProcess = Plain.class, protocol = "LEGACY")
    static class HttpTestCase implements HttpServerContract {}

    @McpServer(name = "plain", inProcess = Plain.class, protocol = "LEGACY")
    static class HandshakeTestCase implements HandshakeServerContract {}

    @Test
    void the_defaults_break_rules_of_http() {
        assertThat(findings(selectClass(HttpTestCase.class)))
                .satisfiesExactlyInAnyOrder(
                        origin -> assertThat(origin)
                                .contains("with the Origin of a foreign web page is refused")
                                .contains(
                                        "It answered a request with Origin: https://attacker.example with HTTP 200: {"),
                        revision -> assertThat(revision)
                                .contains("in an unknown revision is refused")
                                .contains("It answered a request of revision 1900-01-01 with HTTP 200: {"),
                        get -> assertThat(get).contains("GET got no response head within 2 s"),
                        trace -> assertThat(trace).contains("Errors do not carry stack traces."),
                        ids -> assertThat(ids).contains("No two events of a session have the same id."),
                        first -> assertThat(first).contains("A stream begins with an event that has an id and no data."));
    }

    @Test
    void the_defaults_accept_any_cursor_and_any_log_level() {
        assertThat(findings(check("refuses_foreign_cursors"), check("refuses_unknown_log_levels")))
                .satisfiesExactlyInAnyOrder(
                        cursor -> assertThat(cursor)
                                .contains("It answered tools/list with cursor 'no-such-cursor' with {"),
                        level -> assertThat(level)
                                .contains("It answered logging/setLevel 'no-such-level' with {\"jsonrpc\":\"2.0\""));
    }

    private static DiscoverySelector check(String name) {
        return selectMethod(HandshakeTestCase.class, name, RunningServer.class, McpConnection.class);
    }

    private static List<String> findings(DiscoverySelector... checks) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(checks)
                // System properties, such as those with settings of mcp-junit.
                .enableImplicitConfigurationParameters(true)
                .configurationParameter("mcp.report", "off")
                .execute()
                .allEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }
}
