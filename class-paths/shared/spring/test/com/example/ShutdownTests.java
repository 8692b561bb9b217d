/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A graceful shutdown waits for active requests, 30 seconds by default. A stream of a closed connection is none. */
class ShutdownTests {

    @ParameterizedTest
    @CsvSource({"STREAMABLE,STREAMABLE_HTTP,/mcp", "SSE,SSE,/sse"})
    void anApplicationIsShutDownAsSoonAsItsConnectionsAreClosed(String protocol, Transport transport, String path) {
        ConfigurableApplicationContext application = SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--server.shutdown=graceful",
                "--spring.ai.mcp.server.protocol=" + protocol);
        String port = application.getEnvironment().getProperty("local.server.port");
        var endpoint = new McpEndpoint.Http(URI.create("http://localhost:" + port + path));
        try (var connection = McpConnection.builder(endpoint).transport(transport).open()) {
            assertThat(connection.callTool("greet", Map.of("name", "Ada")).text()).contains("Hello, Ada!");
        }

        long start = System.nanoTime();
        application.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
}
