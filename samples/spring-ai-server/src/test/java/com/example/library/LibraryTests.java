/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What a client gets from the running application, and the pin of its tools. */
// tag::server[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@McpServer(name = "library", url = "http://localhost:${local.server.port}/mcp")
@PinnedSchema
class LibraryTests {

    @AfterEach
    void returnTheBook(@Autowired LibraryTools tools) {
        tools.returnBook("walden");
    }

    @Test
    void a_book_is_borrowed_by_one_member(McpConnection library) {
        assertThat(library.callTool("borrow-book", Map.of("book", "walden", "member", "Ada")))
                .isSuccess();

        assertThat(library.callTool("find-books", Map.of("title", "walden")))
                .isSuccess()
                .hasTextContaining("\"available\":false");
        assertThat(library.callTool("borrow-book", Map.of("book", "walden", "member", "Grace")))
                .isError()
                .hasTextContaining("borrowed by another member");
    }
}
// end::server[]
