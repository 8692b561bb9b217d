/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.report.Annotations;
import dev.mcpjunit.internal.report.Summary;
import dev.mcpjunit.internal.report.TestResult;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.transcript.internal.TrafficReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Collects the results of the tests with servers of one run, and reports them at its end to GitHub, if a workflow runs
 * them. A report that cannot be written is a warning, and changes no result.
 */
final class GitHubReport implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.Report");
    private static final int LONGEST_REASON = 300;

    private final Optional<String> summary;
    private final boolean annotates;
    private final Path root;
    private final List<TestResult> results = new ArrayList<>();

    GitHubReport(Settings settings) {
        this.summary = settings.stepSummary();
        this.annotates = settings.isGitHubWorkflow();
        this.root = settings.gitHubWorkspace();
    }

    /** Add a result, if a workflow runs the tests. */
    synchronized void add(ExtensionContext test, TestStatus status, String reason, Optional<Throwable> failure) {
        if (summary.isEmpty() && !annotates) {
            return;
        }
        Class<?> type = TestClasses.of(test);
        results.add(new TestResult(
                TestResult.shortName(type.getName()),
                test.getTestClass().equals(Optional.of(type))
                                && test.getTestMethod().isEmpty()
                        ? ""
                        : Printable.line(test.getDisplayName(), LONGEST_REASON),
                status,
                Printable.line(reason, LONGEST_REASON),
                failure.flatMap(TrafficReport::of),
                failure.flatMap(thrown -> TestResult.Place.of(
                        thrown, type, ProjectFiles.around(type).directory(), root))));
    }

    @Override
    public synchronized void close() {
        if (results.isEmpty()) {
            return;
        }
        if (annotates) {
            // A workflow reads its commands from standard output.
            Annotations.of(results).forEach(System.out::println);
        }
        summary.ifPresent(this::append);
    }

    private void append(String file) {
        try {
            Files.writeString(Path.of(file), Summary.of(results), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException unwritable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    Printable.message(
                            "The summary of the MCP tests could not be added to " + file + ": " + unwritable));
        }
    }
}
