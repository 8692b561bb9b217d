/* SPDX-License-Identifier: Apache-2.0 */
package com.example.bookclub;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.bookclub.BookService.Answer;
import com.example.library.RunningLibrary;
import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.endpoint.McpAddress;
import dev.mcpjunit.traffic.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The bean of the client starter, behind the proxy that injects faults. */
// tag::client[]
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "spring.ai.mcp.client.request-timeout=1s")
@ActiveProfiles("bookclub")
@McpServer(name = "library", inProcess = RunningLibrary.class)
class BookServiceTests {

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        // Spring AI expects the URL without the path.
        registry.add(
                "spring.ai.mcp.client.streamable-http.connections.library.url",
                () -> McpAddress.of(BookServiceTests.class, "library").resolve("/"));
    }

    @Autowired
    BookService books;

    @Test
    void the_library_answers(Traffic traffic) {
        Answer answer = books.find("walden");

        assertThat(answer.fromLibrary()).isTrue();
        assertThat(answer.text()).contains("Henry David Thoreau");
        assertThat(traffic).toolCalls("find-books").wereSent(1).wereExecuted(1);
    }

    @Test
    @InjectFault(onTool = "find-books", calls = "1", fault = FaultKind.HANG)
    @Timeout(5)
    void falls_back_while_a_call_hangs(Traffic traffic) {
        assertThat(books.find("walden")).isEqualTo(new Answer("Walden", false));

        assertThat(books.find("walden").fromLibrary()).isTrue();
        assertThat(traffic).toolCalls("find-books").wereSent(2).reachedServer(1);
    }

    @Test
    @InjectFault(onTool = "find-books", calls = "1", fault = FaultKind.TOOL_ERROR)
    void falls_back_while_the_library_reports_errors() {
        assertThat(books.find("walden")).isEqualTo(new Answer("Walden", false));
    }
}
// end::client[]
