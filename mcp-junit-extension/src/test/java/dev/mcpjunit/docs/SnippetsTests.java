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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that is shown to readers is code that runs: a snippet names its file, and says what stands there. */
class SnippetsTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\S+)(?: (\\S+))? -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

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

    private static List<Path> pages() throws IOException {
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
