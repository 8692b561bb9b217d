/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client of the Java SDK, as people write such a test by hand. */
@ExtendWith(Times.class)
final class SdkTests {

    private static McpSyncClient client;

    @BeforeAll
    static void start() {
        client = McpClient.sync(new StdioClientTransport(
                        ServerParameters.builder("sh").args(Server.SCRIPT).build(), McpJsonDefaults.getMapper()))
                .build();
        client.initialize();
    }

    @AfterAll
    static void stop() {
        client.closeGracefully();
    }

    @TestTemplate
    void calls() {
        assertNotEquals(
                true,
                client.callTool(CallToolRequest.builder(Server.TOOL)
                                .arguments(Server.ARGUMENTS)
                                .build())
                        .isError());
    }
}
