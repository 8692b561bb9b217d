/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpjunit.contract.IsolationContract;
import dev.mcpjunit.contract.ToolContract;
import dev.mcpjunit.docs.Duty.Page;
import dev.mcpjunit.docs.Duty.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/duties.md}: its checks exist, no check of a server contract is missing, and its numbers are those
 * of its rows. Run with {@code -Dmcp.docs=write} to write the numbers.
 */
class DutiesTests {

    private static final Path PAGE = Path.of("../docs/duties.md");
    private static final Path CONTRACTS = Path.of("src/main/java/dev/mcpjunit/contract");
    private static final Pattern COUNTS = Pattern.compile("(<!-- counts -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern KEYWORD = Pattern.compile("\\b(MUST|SHOULD)\\b");

    /** Pages without duties of their own: types, which repeat the other pages, and a list of changes. */
    private static final Set<String> WITHOUT_DUTIES = Set.of("schema", "changelog");

    @Test
    void the_checks_of_the_page_are_those_of_the_contracts() throws Exception {
        List<Class<?>> contracts = serverContracts();
        Set<String> own = checks(contracts);
        var all = new ArrayList<>(contracts);
        all.addAll(List.of(IsolationContract.class, ToolContract.class));
        Set<String> named = new TreeSet<>(Duty.checks(document()).toList());

        assertThat(contracts).hasSizeGreaterThanOrEqualTo(7);
        assertThat(named).isSubsetOf(checks(all));
        assertThat(named).containsAll(own);
    }

    @Test
    void each_row_has_a_state_and_each_reason_is_given() throws IOException {
        List<Duty> duties = duties(Duty.pages(document()));

        assertThat(duties).hasSizeGreaterThan(300).allSatisfy(duty -> {
            String checks = "`\\w+#\\w+`(, `\\w+#\\w+`)*";
            boolean reads =
                    switch (duty.state()) {
                        case CHECKED -> duty.judgedBy().matches(checks);
                        case IN_PART -> duty.judgedBy().matches(checks + ", not judged: [^`]{10,}");
                        case NOT_VISIBLE, OPEN -> duty.judgedBy().matches("open|not visible: .{10,}");
                    };
            assertThat(reads).as(duty.toString()).isTrue();
        });
    }

    @Test
    void the_numbers_are_those_of_the_rows() throws IOException {
        String document = document();
        String written = COUNTS.matcher(document)
                .replaceAll(counts -> Matcher.quoteReplacement(
                        counts.group(1) + counts(duties(Duty.pages(document))) + counts.group(3)));

        if (System.getProperty("mcp.docs", "").equals("write")) {
            Files.writeString(PAGE, written);
        } else {
            assertThat(document).as("run this test with -Dmcp.docs=write").isEqualTo(written);
        }
    }

    /** Compares the rows with the specification, whose text is not part of this project. */
    @Test
    void each_must_and_should_of_the_specification_is_counted() throws IOException {
        String folder = System.getProperty("mcp.specification", "");
        assumeTrue(!folder.isEmpty(), "The specification is not part of this project; give it by -Dmcp.specification");
        var rows = new TreeMap<String, Map<String, Integer>>();
        var text = new TreeMap<String, Map<String, Integer>>();
        for (Page page : Duty.pages(document())) {
            rows.put(page.revision() + "/" + page.name(), page.words());
        }
        for (String revision : Set.of("2025-11-25", "2026-07-28")) {
            Path root = Path.of(folder, revision);
            for (Path file : pages(root)) {
                String name =
                        root.relativize(file).toString().replace('\\', '/').replaceFirst("\\.mdx$", "");
                Map<String, Integer> words = words(Files.readAllLines(file));
                if (!WITHOUT_DUTIES.contains(name) && !words.isEmpty()) {
                    text.put(revision + "/" + name, words);
                }
            }
        }

        assertThat(rows).isEqualTo(text);
    }

    private static List<Path> pages(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".mdx")).toList();
        }
    }

    private static Map<String, Integer> words(List<String> lines) {
        var words = new TreeMap<String, Integer>();
        var seen = new HashMap<String, Integer>();
        String section = "";
        boolean isExample = false;
        for (String line : lines) {
            if (line.strip().startsWith("```")) {
                isExample = !isExample;
            } else if (!isExample) {
                Matcher heading = HEADING.matcher(line);
                if (heading.matches()) {
                    String anchor = anchor(heading.group(1));
                    int times = seen.merge(anchor, 1, Integer::sum);
                    section = times == 1 ? anchor : anchor + "-" + times;
                }
                int found = (int) KEYWORD.matcher(line).results().count();
                if (found > 0) {
                    words.merge(section, found, Integer::sum);
                }
            }
        }
        return words;
    }

    /** The address of a heading on the web site. */
    private static String anchor(String heading) {
        String text = heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").strip().toLowerCase(Locale.ROOT);
        String escaped = text.contains("://") ? text.replace(":", "%3A") : text;
        return escaped.replace(' ', '-').replace("&", "%26").replace("/", "%2F").replaceAll("[^a-z0-9_%A-F-]", "");
    }

    private static List<Duty> duties(List<Page> pages) {
        return pages.stream().flatMap(page -> page.duties().stream()).toList();
    }

    private static String counts(List<Duty> duties) {
        var table = new StringBuilder(
                "\n| revision | level | checked | in part | not visible | open | all |\n|---|---|---|---|---|---|---|\n");
        for (String revision : List.of("2025-11-25", "2026-07-28")) {
            for (String level : List.of("MUST", "SHOULD")) {
                List<Duty> these = duties.stream()
                        .filter(duty ->
                                duty.revision().equals(revision) && duty.level().equals(level))
                        .toList();
                table.append("| ").append(revision).append(" | ").append(level);
                for (State state : State.values()) {
                    table.append(" | ").append(sum(these.stream().filter(duty -> duty.state() == state)));
                }
                table.append(" | ").append(sum(these.stream())).append(" |\n");
            }
        }
        return table.append('\n').toString();
    }

    private static int sum(Stream<Duty> duties) {
        return duties.mapToInt(Duty::words).sum();
    }

    private static List<Class<?>> serverContracts() throws Exception {
        var contracts = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*(Server|StdioHygiene)Contract\\.java")) {
                    contracts.add(Class.forName("dev.mcpjunit.contract." + name.replace(".java", "")));
                }
            }
        }
        return contracts;
    }

    private static Set<String> checks(List<Class<?>> contracts) {
        var checks = new TreeSet<String>();
        for (Class<?> contract : contracts) {
            Arrays.stream(contract.getMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .forEach(method -> checks.add(contract.getSimpleName() + "#" + method.getName()));
        }
        return checks;
    }

    private static String document() throws IOException {
        return Files.readString(PAGE);
    }
}
