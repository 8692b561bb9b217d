/* SPDX-License-Identifier: Apache-2.0 */
package com.example.bookclub;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Finds books in the library, and on the shelf of the club while the library does not answer. */
// tag::service[]
@Service
public class BookService {

    /** An answer says where it comes from. */
    public record Answer(String text, boolean fromLibrary) {}

    private static final Logger log = LoggerFactory.getLogger(BookService.class);

    private final McpSyncClient library;
    private final List<String> shelf;

    BookService(List<McpSyncClient> clients, @Value("${bookclub.shelf}") List<String> shelf) {
        this.library = clients.get(0);
        this.shelf = shelf;
    }

    /** Find the books whose title contains a text. */
    public Answer find(String title) {
        try {
            CallToolResult result = library.callTool(CallToolRequest.builder("find-books")
                    .arguments(Map.of("title", title))
                    .build());
            if (!Boolean.TRUE.equals(result.isError())) {
                return new Answer(text(result), true);
            }
            log.warn("The library cannot find books: {}", text(result));
        } catch (RuntimeException failure) {
            // Timeouts, refused connections and protocol errors have no common type but this one.
            log.warn("The call to the library failed: {}", failure.toString());
        }
        return new Answer(onShelf(title), false);
    }
    // end::service[]

    private static String text(CallToolResult result) {
        return result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }

    private String onShelf(String title) {
        return shelf.stream()
                .filter(book -> book.toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }
    // tag::service[]
}
// end::service[]
