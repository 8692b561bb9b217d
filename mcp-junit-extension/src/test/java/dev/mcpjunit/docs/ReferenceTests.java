/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.docs.SourceDocs.ApiType;
import dev.mcpjunit.docs.SourceDocs.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference.md} lists what a user writes most. Its tables come from the code: names, defaults and sentences
 * are read from the sources, and the last column is an example that compiles. Run with {@code -Dmcp.docs=write} to
 * write the tables anew; the examples are kept.
 */
class ReferenceTests {

    private static final Path PAGE = Path.of("../docs/reference.md");

    private static final Path MAIN = Path.of("src/main/java/dev/mcpjunit");

    /** {@code <!-- table: methods fault/FaultChoice -->} … {@code <!-- end -->}. */
    private static final Pattern TABLE =
            Pattern.compile("(<!-- table: (\\w+) (\\S+) -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\| `([^`]*)` \\|$");

    private static final Pattern SETTING = Pattern.compile("String \\w+ =\\s+\"(mcp\\.[a-z.]+)\"");

    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(mcp\\.[a-z.]+)` \\|");

    @Test
    void the_tables_say_what_the_code_says() throws IOException {
        String page = Files.readString(PAGE);
        String written = TABLE.matcher(page)
                .replaceAll(table -> Matcher.quoteReplacement(
                        table.group(1) + table(table.group(2), table.group(3), table.group(4)) + table.group(5)));

        if (System.getProperty("mcp.docs", "").equals("write")) {
            Files.writeString(PAGE, written);
        } else {
            assertThat(page).as("run this test with -Dmcp.docs=write").isEqualTo(written);
        }
    }

    @Test
    void each_row_has_an_example_that_compiles() throws IOException {
        var examples = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        TABLE.matcher(Files.readString(PAGE))
                .results()
                .forEach(table -> ROW.matcher(table.group(4)).results().forEach(row -> {
                    String key = table.group(3) + " " + row.group(1);
                    if (row.group(2).isBlank()) {
                        missing.add(key);
                    } else {
                        examples.put(key, row.group(2).replace("\\|", "|"));
                    }
                }));

        assertThat(examples).hasSizeGreaterThan(100);
        assertThat(ExampleCompiler.errors(examples)).isEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void each_annotation_and_each_assertion_has_a_table() throws IOException {
        List<String> tables = TABLE.matcher(Files.readString(PAGE))
                .results()
                .map(table -> table.group(3))
                .toList();

        List<String> annotations = SourceDocs.types("dev.mcpjunit").stream()
                .filter(type -> type.kind() == com.sun.source.tree.Tree.Kind.ANNOTATION_TYPE)
                .map(ApiType::name)
                .filter(name ->
                        !List.of("McpServers", "PinnedSchemas", "InjectFaults").contains(name))
                .toList();
        List<String> assertions = SourceDocs.types("dev.mcpjunit.assertj").stream()
                .map(type -> "assertj/" + type.name())
                .toList();

        assertThat(tables).containsAll(annotations).containsAll(assertions).contains("FaultKind", "fault/FaultChoice");
    }

    /** Tables that people write: settings, placeholders, parameters. */
    @Test
    void each_example_outside_the_tables_compiles() throws IOException {
        var examples = new LinkedHashMap<String, String>();
        ROW.matcher(TABLE.matcher(Files.readString(PAGE)).replaceAll(""))
                .results()
                .filter(row -> !row.group(1).startsWith("mcp."))
                .forEach(row -> examples.put(row.group(1), row.group(2).replace("\\|", "|")));

        assertThat(examples).hasSizeGreaterThan(10);
        assertThat(ExampleCompiler.errors(examples)).isEmpty();
    }

    @Test
    void each_setting_is_listed_and_no_other() throws IOException {
        var declared = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(MAIN)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                SETTING.matcher(Files.readString(source)).results().forEach(found -> declared.add(found.group(1)));
            }
        }
        assertThat(SETTING_ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)))
                .hasSizeGreaterThan(5)
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    private static String table(String kind, String name, String old) {
        Map<String, String> examples = ROW.matcher(old)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (one, other) -> one));
        ApiType type = SourceDocs.type(MAIN.resolve(name + ".java"));
        return switch (kind) {
            case "attributes" ->
                rows(
                        "| attribute | default | what it does | example |\n|---|---|---|---|\n",
                        type.methods().stream()
                                .map(member -> new Member(member.name(), member.sentence(), defaultOf(member)))
                                .toList(),
                        examples);
            case "methods" ->
                rows(
                        "| method | what it does | example |\n|---|---|---|\n",
                        type.methods().stream()
                                .map(ReferenceTests::withoutValue)
                                .toList(),
                        examples);
            case "constants" ->
                rows(
                        "| constant | what it does | example |\n|---|---|---|\n",
                        type.constants().stream()
                                .map(ReferenceTests::withoutValue)
                                .toList(),
                        examples);
            default -> throw new IllegalArgumentException("No such table: " + kind);
        };
    }

    private static Member withoutValue(Member member) {
        return new Member(member.signature(), member.sentence(), null);
    }

    private static String defaultOf(Member member) {
        return member.value().isEmpty() ? "required" : "`" + member.value().replaceAll("\\s+", " ") + "`";
    }

    private static String rows(String head, List<Member> members, Map<String, String> examples) {
        return members.stream()
                .map(member -> "| `" + member.signature() + "` |"
                        + (member.value() == null ? "" : " " + member.value() + " |")
                        + " " + member.sentence().replace("|", "\\|") + " | `"
                        + examples.getOrDefault(member.signature(), " ") + "` |\n")
                .collect(Collectors.joining("", head, ""));
    }
}
