/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.HttpServerContract;
import dev.mcpjunit.server.RunningServer;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The server follows the rules of the HTTP transport, but for two about the ids of events. */
// tag::http[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@McpServer(name = "library", url = "http://localhost:${local.server.port}/mcp", protocol = "LEGACY")
class LibraryHttpTests implements HttpServerContract {

    @Test
    @Disabled("version 2 of the Java SDK gives each response the id of its session")
    @Override
    public void gives_each_event_its_own_id(RunningServer server, McpConnection library) {}

    @Test
    @Disabled("version 2 of the Java SDK begins a stream with the response")
    @Override
    public void begins_streams_with_an_event_id(RunningServer server, McpConnection library) {}
}
// end::http[]
