/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers find each page in the index, see for which readers it is, and can follow each link. */
class DocsIndexTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path INDEX = ROOT.resolve("docs/README.md");

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return docs.filter(page -> page.toString().endsWith(".md")).sorted().toList();
        }
    }

    static List<Path> pagesAndReadme() throws IOException {
        return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve), pages().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_is_in_the_index(Path page) throws IOException {
        assertThat(Files.readString(INDEX))
                .satisfiesAnyOf(index -> assertThat(page).isEqualTo(INDEX), index -> assertThat(index)
                        .as("docs/README.md has no link to docs/%s", page.getFileName())
                        .contains("](" + page.getFileName()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_begins_with_its_readers(Path page) throws IOException {
        assertThat(Files.readString(page).split("\n\n", 3)[1])
                .as("docs/%s", page.getFileName())
                .startsWith("This page is for ");
    }

    @ParameterizedTest
    @MethodSource("pagesAndReadme")
    void each_link_leads_to_a_file_and_a_heading(Path page) throws IOException {
        List<MatchResult> links = LINK.matcher(prose(page)).results().toList();

        for (MatchResult link : links) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as(link.group()).contains(link.group(2));
            }
        }
    }

    @Test
    void the_anchor_of_a_heading_is_that_of_GitHub() throws IOException {
        assertThat(anchors(ROOT.resolve("docs/reference.md"))).contains("mcpserver", "fault-kinds-of-injectfault");
    }

    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The page without its code, in which brackets and {@code #} are no markup. */
    private static String prose(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }
}
