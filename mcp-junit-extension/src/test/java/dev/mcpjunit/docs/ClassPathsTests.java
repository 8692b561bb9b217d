/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/class-paths.md} lists the class paths that are tried, no others, and their versions. */
class ClassPathsTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\|");
    private static final Pattern MODULE = Pattern.compile("<module>class-paths/([^<]+)</module>");
    private static final Pattern NAME = Pattern.compile("<name>class path: (.*?)</name>");
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){2,}");

    private static final String DOC = read(ROOT.resolve("docs/class-paths.md"));
    private static final Map<String, String> ROWS = ROW.matcher(DOC)
            .results()
            .collect(toMap(row -> row.group(1), row -> row.group(2), (one, other) -> one + other, TreeMap::new));

    @Test
    void the_table_the_build_and_the_directories_agree() throws IOException {
        try (var directories = Files.list(ROOT.resolve("class-paths"))) {
            Set<String> projects = directories
                    .filter(directory -> Files.exists(directory.resolve("pom.xml")))
                    .map(directory -> directory.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(ROWS.keySet()).isEqualTo(projects);
            assertThat(all(MODULE, read(ROOT.resolve("pom.xml")))).isEqualTo(projects);
        }
    }

    @Test
    void the_versions_are_those_of_the_projects() {
        ROWS.forEach((project, beside) -> {
            String pom = read(ROOT.resolve("class-paths").resolve(project).resolve("pom.xml"));
            var name = NAME.matcher(pom);
            assertThat(name.find()).as(project).isTrue();

            Set<String> versions = versions(beside);
            assertThat(versions).as(project).isNotEmpty().isEqualTo(versions(name.group(1)));
            assertThat(versions(name.replaceAll(""))).as(project).containsAll(versions);
        });
    }

    private static Set<String> versions(String text) {
        return VERSION.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
