/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long Chromium takes to show a large report: {@code report-page [TESTS [CALLS]]}. The time ends with the
 * first frame after the script of the page has finished.
 */
public final class PageTime {

    private static final int ROUNDS = 7;
    private static final int TESTS = 1_000;
    private static final int CALLS = 112;

    private PageTime() {}

    /**
     * Measure, and print a line for each view.
     *
     * @param arguments how many tests the report has, and how many calls each of them
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int tests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TESTS;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : CALLS;
        Path page = Samples.many(Files.createTempDirectory("report-page"), tests, calls);
        System.out.printf(
                Locale.ROOT,
                "report of %d tests with %d calls each, %.1f MiB%n",
                tests,
                calls,
                Files.size(page) / (1024.0 * 1024));
        for (String view : List.of("#/", "#/tests", "#/test/3")) {
            var whole = new ArrayList<Double>();
            var drawn = new ArrayList<Double>();
            int rows = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                try (var browser = new Browser()) {
                    drawn.add(browser.millisUntilDrawn(page, view));
                    whole.add((System.nanoTime() - start) / 1e6);
                    rows = browser.all("tbody tr, .cards li").size();
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-9s drawn after %.0f ms (%.0f to %.0f), with the start of Chromium %.0f ms; %d rows and cards%n",
                    view,
                    median(drawn),
                    Collections.min(drawn),
                    Collections.max(drawn),
                    median(whole),
                    rows);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
