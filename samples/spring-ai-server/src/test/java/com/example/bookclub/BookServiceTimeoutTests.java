/* SPDX-License-Identifier: Apache-2.0 */
package com.example.bookclub;

import com.example.bookclub.BookService.Answer;
import com.example.library.RunningLibrary;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.TimeoutContract;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A caller of the service waits no longer than the request timeout, whatever the library does. */
// tag::timeouts[]
@McpServer(name = "library", inProcess = RunningLibrary.class)
class BookServiceTimeoutTests implements TimeoutContract {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @Override
    public ClientUnderTest connect(McpEndpoint server) {
        ConfigurableApplicationContext club = new SpringApplicationBuilder(BookClubApplication.class)
                .profiles("bookclub")
                .run(
                        "--spring.ai.mcp.client.request-timeout=" + TIMEOUT,
                        "--spring.ai.mcp.client.streamable-http.connections.library.url="
                                + server.httpUri().resolve("/"));
        BookService books = club.getBean(BookService.class);
        return ClientUnderTest.of(tool -> books.find("walden"), club);
    }

    @Override
    public DeclaredTimeouts timeouts() {
        return DeclaredTimeouts.of("find-books", TIMEOUT)
                .waitsAtLeast(TIMEOUT)
                .connectsWithin(Duration.ofSeconds(5))
                .reportedBy(FailureSignal.result(
                        "an answer from the shelf", result -> result instanceof Answer answer && !answer.fromLibrary()))
                .notifies(Notice.CLOSING);
    }
}
// end::timeouts[]
