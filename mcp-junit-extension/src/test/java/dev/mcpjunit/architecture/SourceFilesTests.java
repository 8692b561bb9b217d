/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size of source files, the size of the root package, and the glossary of {@code CONTRIBUTING.md}. */
class SourceFilesTests {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    /** Directories that hold no sources. */
    private static final Set<String> OUTPUT = Set.of("target", "node_modules", ".git");

    private static final int MOST_IN_MAIN = 300;
    private static final int MOST_IN_TESTS = 400;
    private static final int MOST_IN_ROOT_PACKAGE = 24;

    /** What the glossary replaces, as far as it can be found without reading the sentence. */
    private static final Pattern REPLACED = Pattern.compile(
            "so-and-so|\\bputs? up with|for want of|longer than nothing|\\bwhom\\b|\\bme(?:t|ets) no |what it is worth"
                    + "|\\blook(?:s|ed)? away\\b|\\bas (?:it|they) comes?\\b|\\btold apart|in need of care"
                    + "|\\bno herd\\b|time-outs?\\b|behaviour|honour|normalis|minimis|judgement|patience|obituary"
                    + "|\\bfor ever\\b|[Nn]eighbour|\\bcolour|favour|recognis|analyse[ds]?\\b|labelled|catalogue"
                    + "|report of death|last words|never happened|texts have to look|\\bat once\\b"
                    + "|\\btold\\b|\\b(?:some|any)body\\b|\\bnobody\\b(?!\\()|\\bstrangers?\\b|\\bin no way\\b",
            Pattern.CASE_INSENSITIVE);

    /** The glossary itself, this test, and the patterns that find such words in the texts of servers. */
    private static final List<String> QUOTING = List.of(
            "CONTRIBUTING.md",
            "/SourceFilesTests.java",
            "/rules/text/Arguments.java",
            "/rules/text/Manipulations.java",
            "/rules/text/Orders.java",
            "/rules/text/Phrase.java",
            "/rules/text/Wording.java");

    private static List<Path> files(String ending) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return OUTPUT.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void no_java_file_is_longer_than_one_concern() {
        List<Path> java = files(".java");
        // A walk that finds nothing would pass.
        assertThat(java).hasSizeGreaterThan(1_000);
        assertThat(java).allSatisfy(file -> assertThat(text(file).lines().count())
                .as(PROJECT.relativize(file).toString())
                .isLessThanOrEqualTo(file.toString().contains("/src/main/") ? MOST_IN_MAIN : MOST_IN_TESTS));
    }

    @Test
    void the_root_package_stays_small() throws IOException {
        try (Stream<Path> root = Files.list(PROJECT.resolve("mcp-junit-extension/src/main/java/dev/mcpjunit"))) {
            assertThat(root.filter(Files::isRegularFile)).hasSizeBetween(10, MOST_IN_ROOT_PACKAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".java", ".md", ".sh", ".mjs", ".js", ".ts", "pom.xml"})
    void replaced_phrases_do_not_come_back(String ending) {
        var found = new ArrayList<String>();
        for (Path file : files(ending)) {
            String name = PROJECT.relativize(file).toString();
            if (QUOTING.stream().anyMatch(name::endsWith)) {
                continue;
            }
            Matcher phrase = REPLACED.matcher(text(file).replaceAll("\\n\\s*(\\*|//|#)?\\s*", " "));
            while (phrase.find()) {
                found.add(name + ": " + phrase.group());
            }
        }
        assertThat(found).isEmpty();
    }
}
