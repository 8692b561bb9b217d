/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Rules;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule fires when it should and is silent when something else has changed, and there are no other rules. */
class RuleLedgerTests {

    private static final String DOC = documentation();

    private record Sample(String rule, String before, String fires, String silent) {}

    static Stream<Sample> samples() {
        return Stream.concat(
                rows("schema-rules.txt").flatMap(RuleLedgerTests::schemaSamples),
                rows("catalog-rules.txt").map(row -> new Sample(row.get(0), row.get(1), row.get(2), row.get(3))));
    }

    private static Stream<Sample> schemaSamples(List<String> row) {
        return Stream.of("input", "output")
                .filter(side -> row.get(1).equals("both") || side.startsWith(row.get(1)))
                .map(side -> new Sample(
                        side + "." + row.get(0),
                        tool(side, row.get(2)),
                        tool(side, row.get(3)),
                        tool(side, row.get(4))));
    }

    /** A catalog of one tool that has a schema on one side. */
    private static String tool(String side, String schema) {
        String whole =
                schema.startsWith("!") ? schema.substring(1) : "{'type':'object','properties':{'p':" + schema + "}}";
        return "{'tools':[{'name':'t'" + (schema.equals("none") ? "" : ",'" + side + "Schema':" + whole) + "}]}";
    }

    private static Stream<List<String>> rows(String file) {
        try (InputStream in = Objects.requireNonNull(RuleLedgerTests.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> Arrays.stream(line.split("\\|", -1))
                                    .map(String::strip)
                                    .toList())
                            .toList()
                            .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Catalog catalog(String text) {
        return CatalogFile.parse(text.replace('\'', '"'));
    }

    private static String documentation() {
        try {
            return Files.readString(Path.of("../docs/drift.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> rules(String before, String now) {
        return Drift.compare(catalog(before), catalog(now), DriftOptions.defaults()).changes().stream()
                .map(Change::rule)
                .collect(toSet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_rule_fires_and_is_silent(Sample sample) {
        assertThat(rules(sample.before(), sample.fires()))
                .contains(sample.rule())
                .isSubsetOf(Rules.all());
        assertThat(rules(sample.before(), sample.silent()))
                .doesNotContain(sample.rule())
                .isSubsetOf(Rules.all());
        assertThat(rules(sample.before(), sample.before())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void a_rule_is_worth_what_the_documentation_says(Sample sample) {
        String said = documented(sample.rule());

        assertThat(Drift.compare(
                                catalog(sample.before()),
                                catalog(sample.fires()),
                                DriftOptions.of(Profile.AGENT, Clock.systemUTC())
                                        .withContentModel(ContentModel.STRICT))
                        .changes())
                .filteredOn(change -> change.rule().equals(sample.rule()))
                .allSatisfy(change -> assertThat(said).contains("`" + change.level() + "`"));
    }

    /** What a table says of a rule: of a schema's on the side in question, of another one's in all of its row. */
    private static String documented(String rule) {
        boolean input = rule.startsWith("input.");
        boolean schema = input || rule.startsWith("output.");
        List<String> cells = DOC.lines()
                .filter(line -> line.startsWith("| `" + (schema ? rule.replaceFirst(".*\\.", "") : rule) + "` |"))
                .findFirst()
                .map(line -> List.of(line.split("\\|", -1)))
                .orElseThrow();
        if (!schema) {
            return String.join("|", cells);
        }
        String worth = cells.get(input ? 2 : 3);
        // What breaks only where inclusion shows it is compatible elsewhere.
        return worth + cells.get(4) + (worth.contains("BREAKING") ? "`COMPATIBLE`" : "");
    }

    @Test
    void every_rule_has_a_sample() {
        // The image is not in a catalog; see SnapshotCheckTests.
        Set<String> sampled = Stream.concat(samples().map(Sample::rule), Stream.of("server.image-changed"))
                .collect(toCollection(TreeSet::new));

        assertThat(sampled).isEqualTo(Rules.all());
    }
}
