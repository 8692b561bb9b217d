/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/drift.md} lists the rules that exist, and no others. */
class DriftRulesTests {

    private static final String DOC = read(Path.of("../docs/drift.md"));

    /** A rule of schemas: its name without the side, and its severity on each side. */
    private static final Pattern SCHEMA_RULE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]*) \\| ([^|]*) \\|");

    private static final Pattern RULE = Pattern.compile("(?m)^\\| `([a-z]+\\.[a-z-]+)` \\|");

    private static final Pattern CONVENTION = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

    @Test
    void the_tables_have_each_rule_once_and_no_other() {
        Stream<String> schemas = SCHEMA_RULE.matcher(DOC).results().flatMap(row -> Stream.of(
                        row.group(2).equals("–") ? "" : "input." + row.group(1),
                        row.group(3).equals("–") ? "" : "output." + row.group(1))
                .filter(id -> !id.isEmpty()));
        Stream<String> others = RULE.matcher(DOC).results().map(row -> row.group(1));

        List<String> documented = Stream.concat(schemas, others).sorted().toList();

        assertThat(documented).isEqualTo(List.copyOf(Rules.all()));
    }

    @Test
    void the_table_of_conventions_is_complete() {
        assertThat(CONVENTION.matcher(DOC).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Convention.values()).map(Enum::name).toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
