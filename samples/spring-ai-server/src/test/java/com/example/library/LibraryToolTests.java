/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.ToolContract;
import dev.mcpjunit.contract.tool.DeclaredTools;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Each tool does what its schemas and hints say. */
// tag::tools[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@McpServer(name = "library", url = "http://localhost:${local.server.port}/mcp")
class LibraryToolTests implements ToolContract {

    @Override
    public DeclaredTools tools() {
        return DeclaredTools.none()
                .calling("find-books", Map.of("title", "dick"))
                .calling("borrow-book", Map.of("book", "moby-dick", "member", "Ada"))
                .failing("borrow-book", Map.of("book", "no-such-book", "member", "Ada"))
                .calling("return-book", Map.of("book", "moby-dick"))
                .acceptingAllValid("find-books")
                .observing(library -> library.callTool("find-books", Map.of("title", ""))
                        .structuredContent()
                        .orElseThrow());
    }
}
// end::tools[]
