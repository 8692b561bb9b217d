/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The imports that the Java examples of a page need, folded below the first of them. A reader who copies an example has
 * them. Names are resolved by the file of the snippet, by the API, and by the imports of the samples.
 */
final class PageImports {

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- snippet: (\\S+\\.java)(?: \\S+)? -->\\n)?```java\\n(.*?)```\\n", Pattern.DOTALL);

    private static final Pattern FOLDED =
            Pattern.compile("\\n<details>\\n<summary>Imports .*?</details>\\n", Pattern.DOTALL);

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (static )?([\\w.]+\\.(\\w+));");

    private static final Pattern NO_CODE =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

    private static final Pattern NAME = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)(?=\\s*(\\()?)");

    private static final String ASSERTJ = "org.assertj.core.api.Assertions.";
    private static final String OURS = "dev.mcpjunit.assertj.McpAssertions.";

    private final Path root;
    private final Map<String, Set<String>> types = new HashMap<>();
    private final Map<String, Set<String>> statics = new HashMap<>();
    private final Set<String> api = new TreeSet<>();

    /** Read what names can stand for. */
    PageImports(Path root) {
        this.root = root;
        try {
            readNames();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void readNames() throws IOException {
        for (String sources : List.of("mcp-junit-extension/src/main/java", "mcp-test-fixtures/src/main/java")) {
            Path folder = root.resolve(sources);
            for (Path file : javaFiles(folder)) {
                String name = folder.relativize(file)
                        .toString()
                        .replaceAll("\\.java$", "")
                        .replace('/', '.');
                if (!name.contains(".internal.") && Files.readString(file).contains("public ")) {
                    api.add(name);
                    types.computeIfAbsent(simple(name), none -> new TreeSet<>()).add(name);
                }
            }
        }
        for (Path file : javaFiles(root.resolve("samples"))) {
            imports(Files.readString(file)).forEach(found -> add(found, found.group(1) == null ? types : statics));
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<MatchResult> imports(String source) {
        return IMPORT.matcher(source).results();
    }

    private void add(MatchResult found, Map<String, Set<String>> names) {
        names.computeIfAbsent(found.group(3), none -> new TreeSet<>()).add(found.group(2));
    }

    /** The page with the imports that its examples need. */
    String in(String page) {
        String plain = FOLDED.matcher(page).replaceAll("");
        Matcher first = BLOCK.matcher(plain);
        Map<String, Set<String>> needed = needed(plain);
        return needed.isEmpty() || !first.find()
                ? plain
                : plain.substring(0, first.end()) + folded(needed) + plain.substring(first.end());
    }

    private static String folded(Map<String, Set<String>> needed) {
        return "\n<details>\n<summary>Imports of the Java examples on this page</summary>\n"
                + needed.entrySet().stream()
                        .map(each -> (each.getKey().isEmpty() ? "" : "\nOf `" + each.getKey() + "`:\n") + "\n```java\n"
                                + lines(each.getValue()) + "```\n")
                        .collect(joining())
                + "\n</details>\n";
    }

    private static String lines(Set<String> needed) {
        Map<Boolean, List<String>> lines = needed.stream()
                .collect(Collectors.partitioningBy(name -> name.startsWith("static "), Collectors.toList()));
        return Stream.of(lines.get(true), lines.get(false))
                .filter(group -> !group.isEmpty())
                .map(group ->
                        group.stream().map(name -> "import " + name + ";\n").collect(joining()))
                .collect(joining("\n"));
    }

    /** The imports of all examples, and separately those of a file that uses a name for something else. */
    private Map<String, Set<String>> needed(String page) {
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();
        Set<String> declared = blocks.stream()
                .flatMap(block -> DECLARED.matcher(block.group(2)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Map<MatchResult, Set<String>> each = new LinkedHashMap<>();
        for (MatchResult block : blocks) {
            if (imports(block.group(2)).findAny().isEmpty()) {
                each.put(block, needed(block.group(2), Optional.ofNullable(block.group(1)), declared));
            }
        }
        Set<String> taken = each.values().stream()
                .flatMap(Set::stream)
                .filter(api::contains)
                .collect(Collectors.toSet());
        var needed = new TreeMap<String, Set<String>>();
        each.forEach((block, names) -> {
            boolean other = block.group(1) != null
                    && names.stream().anyMatch(name -> taken.stream().anyMatch(ours -> differ(name, ours)));
            String key = other ? String.valueOf(Path.of(block.group(1)).getFileName()) : "";
            needed.computeIfAbsent(key, none -> new TreeSet<>()).addAll(names);
        });
        needed.values()
                .forEach(names -> names.removeIf(name -> name.startsWith("static " + ASSERTJ)
                        && names.contains("static " + OURS + name.substring(("static " + ASSERTJ).length()))));
        needed.values().removeIf(Set::isEmpty);
        return needed;
    }

    private static boolean differ(String name, String ours) {
        return !name.startsWith("static ") && !name.equals(ours) && simple(name).equals(simple(ours));
    }

    private Set<String> needed(String code, Optional<String> file, Set<String> declared) {
        Map<String, String> ofFile = file.map(this::importsOf).orElseGet(Map::of);
        var needed = new TreeSet<String>();
        Matcher names = NAME.matcher(NO_CODE.matcher(code).replaceAll(" "));
        while (names.find()) {
            String name = names.group(1);
            boolean called = names.group(2) != null;
            Optional<String> found = Optional.ofNullable(ofFile.get(name));
            if (found.isEmpty() && Character.isUpperCase(name.charAt(0))) {
                found = only(types.get(name))
                        .filter(type -> file.isEmpty() || (api.contains(type) && !isBeside(name, file.get())));
            } else if (found.isEmpty() && called && file.isEmpty()) {
                found = only(statics.get(name)).map(method -> "static " + method);
            }
            found.filter(type -> !declared.contains(name) && isForReaders(type)).ifPresent(needed::add);
        }
        return needed;
    }

    private Map<String, String> importsOf(String file) {
        try {
            var imports = new TreeMap<String, String>();
            imports(Files.readString(root.resolve(file)))
                    .forEach(found ->
                            imports.put(found.group(3), (found.group(1) == null ? "" : "static ") + found.group(2)));
            return imports;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Classes of the samples are the reader's own; helpers of this project's tests are not published. */
    private boolean isForReaders(String type) {
        String name = type.replaceFirst("^static ", "");
        return !name.startsWith("com.example.")
                && (!name.startsWith("dev.mcpjunit.")
                        || Stream.iterate(name, each -> each.contains("."), PageImports::enclosing)
                                .anyMatch(api::contains));
    }

    private static String enclosing(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private boolean isBeside(String type, String file) {
        return Files.exists(root.resolve(file).resolveSibling(type + ".java"));
    }

    /** The one thing that a name stands for, ours if there are several. */
    private static Optional<String> only(Set<String> names) {
        List<String> all = new ArrayList<>(names == null ? Set.of() : names);
        List<String> ours =
                all.stream().filter(name -> name.startsWith("dev.mcpjunit.")).toList();
        List<String> chosen = ours.isEmpty() ? all : ours;
        return chosen.size() == 1 ? Optional.of(chosen.get(0)) : Optional.empty();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
