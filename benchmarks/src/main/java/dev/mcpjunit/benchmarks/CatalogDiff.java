/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.report.DriftJson;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Compares two captured catalogs and prints the verdict; ends with 1 where something fails. */
public final class CatalogDiff {

    private CatalogDiff() {}

    /**
     * Run.
     *
     * @param arguments the older file, the newer file; before them {@code --json} for all of it as JSON
     */
    public static void main(String[] arguments) throws IOException {
        boolean json = arguments.length > 0 && arguments[0].equals("--json");
        List<String> files = List.of(arguments).subList(json ? 1 : 0, arguments.length);
        if (files.size() != 2) {
            System.err.println("usage: catalog-diff [--json] OLD.json NEW.json");
            System.exit(2);
        }
        Catalog before = CatalogFile.read(Path.of(files.get(0)));
        Catalog now = CatalogFile.read(Path.of(files.get(1)));
        DriftReport report = Drift.compare(before, now, DriftOptions.defaults());
        String text = report.changes().isEmpty() ? "  no change" : DriftText.of(report);
        System.out.println(json ? Json.printSorted(DriftJson.of(report)) : text);
        System.exit(report.fails() ? 1 : 0);
    }
}
