/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/** Each row of {@code docs/failure-modes.md} names tests, and each of them exists and runs. */
class FailureModesTests {

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!failure \\|)([^|-][^|]*)\\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+Tests)\\.([A-Za-z_0-9]+)`");
    private static final int ROWS = 60;

    private final String page = Files.readString(Path.of("..", "docs", "failure-modes.md"));
    private final Map<String, Class<?>> classes = testClasses();

    FailureModesTests() throws IOException {}

    private static Map<String, Class<?>> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> tests =
                    files.filter(file -> file.toString().endsWith("Tests.java")).toList();
            return tests.stream()
                    .collect(Collectors.toMap(
                            file -> String.valueOf(file.getFileName()).replace(".java", ""),
                            FailureModesTests::load,
                            (one, other) -> one));
        }
    }

    private static Class<?> load(Path source) {
        String name = SOURCES.relativize(source).toString().replace(".java", "").replaceAll("[/\\\\]", ".");
        try {
            return Class.forName(name, false, FailureModesTests.class.getClassLoader());
        } catch (ClassNotFoundException notCompiled) {
            throw new AssertionError(notCompiled);
        }
    }

    @Test
    void each_row_names_tests_that_run() {
        var rows = ROW.matcher(page).results().toList();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(ROWS);
        assertThat(page.lines()
                        .filter(line ->
                                line.startsWith("|") && !line.startsWith("|-") && !line.startsWith("| failure |")))
                .hasSameSizeAs(rows);
        for (var row : rows) {
            var named = NAMED.matcher(row.group(3)).results().toList();
            assertThat(named).as(row.group(1)).isNotEmpty();
            assertThat(row.group(3).split(",")).as(row.group(1)).hasSameSizeAs(named);
            named.forEach(test -> assertRuns(test.group(1), test.group(2)));
        }
    }

    private void assertRuns(String className, String method) {
        assertThat(classes).containsKey(className);
        Class<?> type = classes.get(className);
        assertThat(AnnotationSupport.isAnnotated(type, Disabled.class))
                .as(className)
                .isFalse();
        List<Method> methods = Stream.of(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(method) && !Modifier.isStatic(each.getModifiers()))
                .toList();
        assertThat(methods).as(className + "." + method).singleElement().satisfies(test -> {
            assertThat(AnnotationSupport.isAnnotated(test, Disabled.class)).isFalse();
            assertThat(Stream.of(Test.class, TestFactory.class, TestTemplate.class)
                            .anyMatch(kind -> AnnotationSupport.isAnnotated(test, kind)))
                    .isTrue();
        });
    }
}
