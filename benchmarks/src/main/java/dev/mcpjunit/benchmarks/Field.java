/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.snapshot.CatalogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares all pairs of catalogs in a folder with the default options and prints one line each: id, worst level,
 * whether the pin fails, and the rules of the worst level.
 *
 * <p>Pairs are files {@code ID.old.json} and {@code ID.new.json}, or {@code ID-old.json} and {@code ID-new.json}. Any
 * other {@code GROUP-NAME.json} is compared with {@code GROUP-base.json}, or, where its group has no base, with the
 * base of the group before it.
 */
public final class Field {

    /** Two files that are compared. */
    record Pair(String id, Path before, Path now) {}

    private Field() {}

    /**
     * Run.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: field FOLDER");
            System.exit(2);
        }
        List<Pair> pairs = pairs(Path.of(arguments[0]));
        List<String> lines = pairs.stream().map(Field::line).toList();
        lines.forEach(System.out::println);
        long failing = lines.stream().filter(line -> line.contains("\tfails\t")).count();
        System.err.println(pairs.size() + " pairs, " + failing + " fail");
    }

    static List<Pair> pairs(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (var listed = Files.list(folder)) {
            listed.filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
                    .forEach(file -> files.put(name(file), file));
        }
        List<Pair> pairs = new ArrayList<>();
        Optional<Path> base = Optional.empty();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String name = file.getKey();
            Path ownBase = files.get(group(name) + "-base");
            base = ownBase == null ? base : Optional.of(ownBase);
            if (name.matches(".*[.-]old|.*-base")) {
                continue;
            }
            if (name.matches(".*[.-]new")) {
                String id = name.substring(0, name.length() - ".new".length());
                String old = id + name.charAt(id.length()) + "old";
                Path before = Optional.ofNullable(files.get(old))
                        .orElseThrow(() -> new IllegalArgumentException("There is no " + old + ".json in " + folder));
                pairs.add(new Pair(id, before, file.getValue()));
            } else {
                Path before = base.orElseThrow(
                        () -> new IllegalArgumentException("There is no base for " + name + ".json in " + folder));
                pairs.add(new Pair(name, before, file.getValue()));
            }
        }
        return pairs;
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".json".length());
    }

    private static String group(String name) {
        int dash = name.indexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    private static String line(Pair pair) {
        DriftReport report;
        try {
            report = Drift.compare(
                    CatalogFile.read(pair.before()), CatalogFile.read(pair.now()), DriftOptions.defaults());
        } catch (IOException | RuntimeException e) {
            return pair.id() + "\tUNREADABLE\tfails\t" + e.getMessage();
        }
        Optional<Change> worst =
                report.changes().stream().min((one, other) -> one.level().compareTo(other.level()));
        String rules = report.changes().stream()
                .filter(change ->
                        worst.filter(bad -> bad.level() == change.level()).isPresent())
                .map(change -> change.rule())
                .distinct()
                .collect(Collectors.joining(" "));
        return pair.id()
                + "\t"
                + worst.map(change -> change.level().name()).orElse("NONE")
                + "\t"
                + (report.fails() ? "fails" : "passes")
                + "\t"
                + rules;
    }
}
