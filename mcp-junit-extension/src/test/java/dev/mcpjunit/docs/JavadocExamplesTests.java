/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples in Javadoc compile. An example that is not Java stands in a {@code <pre>} without {@code @code}. */
class JavadocExamplesTests {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code(.*?)}</pre>", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> an_example_compiles() throws IOException {
        Map<String, String> examples = examples();
        assertThat(examples).hasSizeGreaterThan(25);
        Map<String, List<String>> errors = ExampleCompiler.errors(examples);
        return examples.entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.getKey(), () -> assertThat(errors.getOrDefault(example.getKey(), List.of()))
                                .as(example.getValue())
                                .isEmpty()));
    }

    @Test
    void an_example_that_does_not_compile_is_found() {
        assertThat(ExampleCompiler.errors(Map.of("bad", "traffic.noSuchMethod();", "good", "traffic.toString();")))
                .containsOnlyKeys("bad");
    }

    private static Map<String, String> examples() throws IOException {
        var examples = new LinkedHashMap<String, String>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                var found = EXAMPLE.matcher(Files.readString(file));
                int number = 0;
                while (found.find()) {
                    examples.put(
                            MAIN.relativize(file) + " " + ++number,
                            found.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip());
                }
            }
        }
        return examples;
    }
}
