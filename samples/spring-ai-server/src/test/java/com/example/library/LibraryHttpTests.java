/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.HttpServerContract;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The server follows the rules of the HTTP transport. */
// tag::http[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@McpServer(name = "library", url = "http://localhost:${local.server.port}/mcp", protocol = "LEGACY")
class LibraryHttpTests implements HttpServerContract {}
// end::http[]
