/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.contract.verdict.Undecided;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.internal.console.RunTotals;
import dev.mcpjunit.internal.pin.PinCheck.PinnedServer;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.report.PinLine;
import dev.mcpjunit.internal.report.ServerLine;
import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.report.TestLine.Reason;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.TestAbortedException;

/** Reports what happens in the run: which servers there are, the verdicts on pins, and how tests end. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunReports {

    private static final Namespace NAMESPACE = Namespace.create(RunReports.class);

    private RunReports() {}

    private static Reports of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Reports.class, key -> Reports.of(new Settings(context)), Reports.class);
    }

    /** The HTML report of the run; empty if the setting turns it off. */
    private static Optional<RunReport> html(ExtensionContext context) {
        return of(context).html();
    }

    /** A test begins that can use these servers. */
    static void begin(Declarations declared, List<ServerSpec> servers) {
        List<String> names = servers.stream().map(ServerSpec::name).toList();
        of(declared.context())
                .spans()
                .ifPresent(spans -> spans.begin(declared.context().getUniqueId(), names));
        html(declared.context()).ifPresent(report -> {
            ProjectFiles files = ProjectFiles.around(declared.testClass());
            servers.forEach(server -> report.add(
                    files,
                    new ServerLine(
                            server.name(),
                            server.source().describe(),
                            server.transport().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            Optional.empty())));
            report.begin(files, declared.context(), names);
        });
    }

    /**
     * A dynamic test begins. It shares the servers of its factory, and the transcript of the factory has its traffic.
     */
    public static void beginDynamic(ExtensionContext context) {
        of(context).spans().ifPresent(spans -> spans.begin(context.getUniqueId(), List.of()));
        html(context)
                .ifPresent(report -> report.begin(ProjectFiles.around(TestClasses.of(context)), context, List.of()));
    }

    /** The traffic of a test that ends. */
    static void recorded(ExtensionContext context, Supplier<Transcript> transcript) {
        of(context).spans().ifPresent(spans -> spans.recorded(context.getUniqueId(), transcript));
        html(context).ifPresent(report -> report.recorded(context.getUniqueId(), transcript));
    }

    /** A pinned server was compared with its snapshot. */
    static void compared(Declarations declared, PinnedServer server, SnapshotVerdict verdict) {
        Class<?> testClass = declared.testClass();
        ProjectFiles files = ProjectFiles.around(testClass);
        var line = PinLine.of(server.name(), testClass.getName(), files.show(server.file()), verdict);
        RunConsole.of(declared.context()).verdict(server.name(), line.words());
        html(declared.context()).ifPresent(report -> {
            report.add(files, placed(line, server, declared, files));
            report.capture(files, server.name(), server.received().catalog());
        });
    }

    /** The changes with their places in the snapshot, or in what was received if there is no snapshot. */
    private static PinLine placed(PinLine line, PinnedServer server, Declarations declared, ProjectFiles files) {
        if (line.report().isEmpty()) {
            return line;
        }
        Path file = Files.exists(server.file()) ? server.file() : files.received(declared.testClass(), server.file());
        var settings = new Settings(declared.context());
        Path root = settings.isGitHubWorkflow()
                ? settings.gitHubWorkspace()
                : files.root().orElse(files).directory();
        try {
            Path real = file.toAbsolutePath().normalize();
            String uri = real.startsWith(root)
                    ? root.toUri().relativize(real.toUri()).toString()
                    : real.toUri().toString();
            return line.in(uri, Files.readString(file));
        } catch (IOException unreadable) {
            return line;
        }
    }

    /** A class failed before or after its tests. */
    public static void classFailed(ExtensionContext context, Throwable failure) {
        failed(context, TestLine.WHOLE_CLASS, failure);
    }

    /** A class was skipped. */
    public static void classSkipped(ExtensionContext context, Optional<String> reason) {
        skipped(context, TestLine.WHOLE_CLASS, reason);
    }

    /** A test passed. */
    public static void passed(ExtensionContext context) {
        end(context, new Ending(context.getDisplayName(), TestStatus.PASSED, Optional.empty(), Optional.empty()));
    }

    /** A test failed. */
    public static void failed(ExtensionContext context, Throwable failure) {
        failed(context, context.getDisplayName(), failure);
    }

    private static void failed(ExtensionContext context, String name, Throwable failure) {
        end(context, new Ending(name, status(failure), Optional.of(Reason.of(failure)), Optional.of(failure)));
    }

    /** A test was skipped. */
    public static void skipped(ExtensionContext context, Optional<String> reason) {
        skipped(context, context.getDisplayName(), reason);
    }

    private static void skipped(ExtensionContext context, String name, Optional<String> reason) {
        var why = new Reason(Optional.empty(), reason.orElse("no reason given"));
        end(context, new Ending(name, TestStatus.SKIPPED, Optional.of(why), Optional.empty()));
    }

    /**
     * How a test ended.
     *
     * @param name what the report calls it
     * @param failure what it threw; empty if it passed or was skipped
     */
    private record Ending(String name, TestStatus status, Optional<Reason> reason, Optional<Throwable> failure) {}

    private static TestStatus status(Throwable cause) {
        if (cause instanceof Undecided undecided) {
            return undecided.verdict().status() == Status.INCONCLUSIVE
                    ? TestStatus.INCONCLUSIVE
                    : TestStatus.NOT_APPLICABLE;
        }
        return cause instanceof TestAbortedException ? TestStatus.ABORTED : TestStatus.FAILED;
    }

    private static void end(ExtensionContext context, Ending ending) {
        try {
            Reports reports = of(context);
            RunTotals totals = RunConsole.of(context);
            context.getTestMethod().ifPresent(test -> totals.ended(TestClasses.of(context), test));
            count(totals, ending);
            reports.html().ifPresent(report -> add(report, context, ending));
            reports.spans()
                    .ifPresent(spans ->
                            spans.end(context.getUniqueId(), begun -> line(context, ending, begun, durationOf(begun))));
            reports.gitHub()
                    .add(
                            context,
                            ending.status(),
                            ending.reason().map(Reason::sentence).orElse(""),
                            ending.failure());
        } catch (ExtensionConfigurationException wrongSetting) {
            // The start of the test has reported it. What is thrown after a test is only logged.
        }
    }

    private static void count(RunTotals totals, Ending ending) {
        switch (ending.status()) {
            case PASSED -> totals.passed();
            case FAILED -> totals.failed();
            case INCONCLUSIVE, NOT_APPLICABLE, ABORTED, SKIPPED ->
                totals.notVerified(
                        ending.status().words(),
                        ending.reason().map(Reason::sentence).orElse("no reason given"));
        }
    }

    private static void add(RunReport report, ExtensionContext context, Ending ending) {
        ProjectFiles files = ProjectFiles.around(TestClasses.of(context));
        RunReport.Begun begun = report.end(context.getUniqueId());
        Duration duration = durationOf(begun);
        RunConsole.of(context).report(files.show(report.page(files)));
        report.add(files, () -> line(context, ending, begun, duration));
    }

    private static Duration durationOf(RunReport.Begun begun) {
        return Duration.between(begun.at(), Instant.now());
    }

    private static TestLine line(ExtensionContext context, Ending ending, RunReport.Begun begun, Duration duration) {
        Class<?> testClass = TestClasses.of(context);
        return new TestLine(
                context.getUniqueId(),
                testClass.getName(),
                ending.name(),
                ending.status(),
                ending.reason(),
                begun.at(),
                duration,
                begun.servers(),
                // Reads the build files, so only where the report shows it.
                ending.status() == TestStatus.FAILED
                        ? ProjectFiles.around(testClass).command(testClass)
                        : "",
                begun.transcript().map(Supplier::get));
    }

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Reports(Optional<RunReport> html, GitHubReport gitHub, Optional<SpanReport> spans)
            implements Store.CloseableResource, AutoCloseable {

        static Reports of(Settings settings) {
            return new Reports(
                    settings.writesReport()
                            ? Optional.of(new RunReport(settings.reportFolder(), settings.comparedReport()))
                            : Optional.empty(),
                    new GitHubReport(settings),
                    settings.exportsSpans() ? Optional.of(SpanReport.create()) : Optional.empty());
        }

        @Override
        public void close() {
            html.ifPresent(RunReport::close);
            gitHub.close();
        }
    }
}
