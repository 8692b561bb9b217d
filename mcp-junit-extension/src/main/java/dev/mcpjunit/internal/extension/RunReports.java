/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.contract.verdict.Undecided;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.internal.pin.PinCheck.PinnedServer;
import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.report.PinLine;
import dev.mcpjunit.internal.report.ServerLine;
import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.internal.report.TestStatus;
import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.transcript.Transcript;
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

/** Tells the report of the run what happens: which servers there are, what pins say, and how tests end. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunReports {

    private static final Namespace NAMESPACE = Namespace.create(RunReports.class);
    private static final String START = "start of the class";

    private RunReports() {}

    /** The report of the run; empty if the setting turns it off. */
    private static Optional<RunReport> of(ExtensionContext context) {
        var settings = new Settings(context);
        if (!settings.writesReport()) {
            return Optional.empty();
        }
        return Optional.of(context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        RunReport.class, key -> new Entry(new RunReport(settings.reportFolder())), Entry.class)
                .report());
    }

    /** A test begins that can use these servers. */
    static void begin(Declarations declared, List<ServerSpec> servers) {
        of(declared.context()).ifPresent(report -> {
            ProjectFiles files = ProjectFiles.around(declared.testClass());
            servers.forEach(server -> report.add(
                    files,
                    new ServerLine(
                            server.name(),
                            server.source().describe(),
                            server.transport().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            Optional.empty())));
            report.begin(
                    declared.context().getUniqueId(),
                    servers.stream().map(ServerSpec::name).toList());
        });
    }

    /** The traffic of a test that ends. */
    static void recorded(ExtensionContext context, Supplier<Transcript> transcript) {
        of(context).ifPresent(report -> report.recorded(context.getUniqueId(), transcript));
    }

    /** A pinned server was compared with its snapshot. */
    static void compared(Declarations declared, PinnedServer server, SnapshotVerdict verdict) {
        of(declared.context()).ifPresent(report -> {
            Class<?> testClass = declared.testClass();
            ProjectFiles files = ProjectFiles.around(testClass);
            report.add(files, PinLine.of(server.name(), testClass.getName(), files.show(server.file()), verdict));
            report.capture(files, server.name(), server.received().catalog());
        });
    }

    /** The start of a class failed, so none of its tests runs. */
    static void classFailed(Declarations declared, Throwable failure) {
        end(declared.context(), START, TestStatus.FAILED, Optional.of(TestLine.Reason.of(failure)));
    }

    /** A class was skipped. */
    public static void classSkipped(ExtensionContext context, Optional<String> reason) {
        skipped(context, START, reason);
    }

    /** A test passed. */
    public static void passed(ExtensionContext context) {
        end(context, context.getDisplayName(), TestStatus.PASSED, Optional.empty());
    }

    /** A test failed. */
    public static void failed(ExtensionContext context, Throwable failure) {
        end(context, context.getDisplayName(), TestStatus.FAILED, Optional.of(TestLine.Reason.of(failure)));
    }

    /** A test was aborted. */
    public static void aborted(ExtensionContext context, Throwable cause) {
        end(context, context.getDisplayName(), status(cause), Optional.of(TestLine.Reason.of(cause)));
    }

    /** A test was skipped. */
    public static void skipped(ExtensionContext context, Optional<String> reason) {
        skipped(context, context.getDisplayName(), reason);
    }

    private static void skipped(ExtensionContext context, String name, Optional<String> reason) {
        String words = reason.orElse("no reason given");
        end(context, name, TestStatus.SKIPPED, Optional.of(new TestLine.Reason(Optional.empty(), words)));
    }

    private static TestStatus status(Throwable cause) {
        if (cause instanceof Undecided undecided) {
            return undecided.verdict().status() == Status.INCONCLUSIVE ? TestStatus.INCONCLUSIVE : TestStatus.SKIPPED;
        }
        return cause instanceof TestAbortedException ? TestStatus.ABORTED : TestStatus.FAILED;
    }

    private static void end(
            ExtensionContext context, String name, TestStatus status, Optional<TestLine.Reason> reason) {
        Optional<RunReport> to;
        try {
            to = of(context);
        } catch (ExtensionConfigurationException wrongSetting) {
            // The start of the test has reported it. What is thrown after a test is only logged.
            return;
        }
        to.ifPresent(report -> {
            String id = context.getUniqueId();
            Class<?> testClass = context.getRequiredTestClass();
            ProjectFiles files = ProjectFiles.around(testClass);
            RunReport.Begun begun = report.end(id);
            Duration duration = Duration.between(begun.at(), Instant.now());
            report.add(
                    files,
                    () -> new TestLine(
                            id,
                            testClass.getName(),
                            name,
                            status,
                            reason,
                            begun.at(),
                            duration,
                            begun.servers(),
                            files.command(testClass),
                            begun.transcript().map(Supplier::get)));
        });
    }

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Entry(RunReport report) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            report.close();
        }
    }
}
