/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.annotation.McpTool.McpAnnotations;
import org.springframework.ai.mcp.annotation.McpToolParam;
import org.springframework.stereotype.Component;

/** The tools of the library. */
@Component
public class LibraryTools {

    /** What callers see of a book. They do not see who has borrowed it. */
    public record Book(String id, String title, String author, boolean available) {}

    /** A result is an object, so a list needs a name. */
    public record Books(List<Book> books) {}

    private final Map<String, Book> books = new LinkedHashMap<>();
    private final Map<String, String> borrowers = new LinkedHashMap<>();

    LibraryTools() {
        add(new Book("walden", "Walden", "Henry David Thoreau", true));
        add(new Book("middlemarch", "Middlemarch", "George Eliot", true));
        add(new Book("moby-dick", "Moby-Dick", "Herman Melville", true));
    }

    private void add(Book book) {
        books.put(book.id(), book);
    }

    // tag::tool[]
    @McpTool(
            name = "find-books",
            description = "Find the books whose title contains a text.",
            generateOutputSchema = true,
            annotations =
                    @McpAnnotations(
                            title = "Find books",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public synchronized Books find(
            @McpToolParam(description = "A part of the title, in upper or lower case") String title) {
        return new Books(books.values().stream()
                .filter(book -> book.title().toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT)))
                .toList());
    }
    // end::tool[]

    @McpTool(
            name = "borrow-book",
            description = "Borrow a book for a member of the library.",
            generateOutputSchema = true,
            annotations =
                    @McpAnnotations(
                            title = "Borrow a book",
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public synchronized Book borrow(
            @McpToolParam(description = "The id of the book") String book,
            @McpToolParam(description = "The name of the member") String member) {
        String borrower = borrowers.getOrDefault(known(book).id(), member);
        if (!borrower.equals(member)) {
            throw new IllegalArgumentException("The book is borrowed by another member: " + book);
        }
        borrowers.put(book, member);
        return mark(book, false);
    }

    @McpTool(
            name = "return-book",
            description = "Return a book to the library.",
            generateOutputSchema = true,
            annotations =
                    @McpAnnotations(
                            title = "Return a book",
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public synchronized Book returnBook(@McpToolParam(description = "The id of the book") String book) {
        borrowers.remove(known(book).id());
        return mark(book, true);
    }

    private Book known(String id) {
        Book book = books.get(id);
        if (book == null) {
            throw new IllegalArgumentException("There is no book with the id " + id);
        }
        return book;
    }

    private Book mark(String id, boolean available) {
        Book book = known(id);
        Book marked = new Book(id, book.title(), book.author(), available);
        books.put(id, marked);
        return marked;
    }
}
