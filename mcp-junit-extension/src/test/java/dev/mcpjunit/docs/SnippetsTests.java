/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that is shown to readers is code that runs: a snippet names its file, and says what stands there. Run with
 * {@code -Dmcp.docs=write} to write the imports and dependencies of the pages anew.
 */
class SnippetsTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\S+)(?: (\\S+))? -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    private static final PageImports IMPORTS = new PageImports(ROOT);

    record Snippet(Path page, Path file, String tag, String code) {
        @Override
        public String toString() {
            return page + ": " + file;
        }
    }

    static List<Snippet> snippets() throws IOException {
        var found = new ArrayList<Snippet>();
        for (Path page : pages()) {
            Matcher snippet = SNIPPET.matcher(Files.readString(page));
            while (snippet.find()) {
                found.add(new Snippet(
                        ROOT.relativize(page), Path.of(snippet.group(1)), snippet.group(2), snippet.group(3)));
            }
        }
        return found;
    }

    static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        pages.add(ROOT.resolve("README.md"));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void a_snippet_is_what_its_file_says(Snippet snippet) throws IOException {
        List<String> source = Files.readAllLines(ROOT.resolve(snippet.file()));

        if (snippet.tag() == null) {
            assertThat(String.join("\n", source) + "\n").contains(snippet.code());
        } else {
            assertThat(snippet.code().lines().toList()).isEqualTo(tagged(source, snippet.tag()));
        }
    }

    /** A reader who copies an example needs its imports, and what is on its class path. */
    @ParameterizedTest
    @MethodSource("pages")
    void a_page_has_the_imports_and_the_dependencies_of_its_examples(Path page) throws IOException {
        String text = Files.readString(page);
        String written = new PomDependencies(ROOT).in(IMPORTS.in(text));

        if (System.getProperty("mcp.docs", "").equals("write")) {
            Files.writeString(page, written);
        } else {
            assertThat(text).as("run this test with -Dmcp.docs=write").isEqualTo(written);
        }
    }

    @Test
    void the_pages_whose_examples_need_more_show_their_dependencies() throws IOException {
        for (String page : List.of("authorization.md", "authorized-clients.md", "circuit-breakers.md", "spring.md")) {
            assertThat(Files.readString(ROOT.resolve("docs").resolve(page)))
                    .as(page)
                    .contains("<!-- dependencies: samples/");
        }
    }

    private static List<String> tagged(List<String> source, String tag) {
        var lines = new ArrayList<String>();
        boolean inside = false;
        for (String line : source) {
            if (line.strip().equals("// tag::" + tag + "[]")) {
                inside = true;
            } else if (line.strip().equals("// end::" + tag + "[]")) {
                inside = false;
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }
}
