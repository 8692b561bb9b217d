/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.internal.report.BuildSession;
import dev.mcpjunit.internal.report.PinLine;
import dev.mcpjunit.internal.report.ReportFolder;
import dev.mcpjunit.internal.report.RunFile;
import dev.mcpjunit.internal.report.RunLine;
import dev.mcpjunit.internal.report.ServerLine;
import dev.mcpjunit.internal.report.TestLine;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The report of the tests of one JVM. If it cannot be written, that is logged once, and the tests go on. Thread-safe.
 */
final class RunReport implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.report");

    /** How many tests may wait to be written; each holds its recorded traffic. */
    private static final int MOST_WAITING = 16;

    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final BuildSession session = BuildSession.current();
    private final Instant started = Instant.now();
    private final Map<String, Begun> running = new ConcurrentHashMap<>();
    private final Map<ProjectFiles, RunFile> files = new HashMap<>();
    private final Map<String, ServerLine> servers = new ConcurrentHashMap<>();
    private final Optional<String> folder;
    private final Optional<String> compared;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "mcp-junit report");
        thread.setDaemon(true);
        return thread;
    });
    private boolean broken;

    /**
     * Write to a folder.
     *
     * @param folder the folder in each project; empty for the one below the folder of the build
     * @param compared the earlier report to compare with; empty for that of the previous run
     */
    RunReport(Optional<String> folder, Optional<String> compared) {
        this.folder = folder;
        this.compared = compared;
    }

    /**
     * A test that runs.
     *
     * @param at when it began
     * @param servers the names of the servers that it can use
     * @param transcript its traffic, once it has ended
     */
    record Begun(Instant at, List<String> servers, Optional<Supplier<Transcript>> transcript) {}

    /** A test begins that can use these servers. */
    void begin(ProjectFiles project, ExtensionContext test, List<String> names) {
        Instant now = Instant.now();
        running.put(test.getUniqueId(), new Begun(now, names, Optional.empty()));
        write(
                project,
                file -> file.begin(test.getUniqueId(), TestClasses.of(test).getName(), test.getDisplayName(), now));
    }

    void recorded(String test, Supplier<Transcript> transcript) {
        running.computeIfPresent(test, (id, begun) -> new Begun(begun.at(), begun.servers(), Optional.of(transcript)));
    }

    /** What is known about a test that ends; a test that was skipped has not begun. */
    Begun end(String test) {
        Begun begun = running.remove(test);
        return begun == null ? new Begun(Instant.now(), List.of(), Optional.empty()) : begun;
    }

    void add(ProjectFiles project, ServerLine server) {
        if (servers.putIfAbsent(server.name() + "\n" + server.source(), server) == null) {
            write(project, file -> file.add(server));
        }
    }

    /** The catalog of a server is known now. */
    void capture(ProjectFiles project, String name, Catalog catalog) {
        write(project, file -> file.add(new ServerLine(name, "", "", Optional.of(catalog))));
    }

    void add(ProjectFiles project, PinLine pin) {
        write(project, file -> file.add(pin));
    }

    /**
     * Add a test. Its line is made and written by another thread, so that the next test need not wait; if too many wait
     * already, this one does.
     */
    void add(ProjectFiles project, Supplier<TestLine> test) {
        waiting.acquireUninterruptibly();
        try {
            writer.execute(() -> {
                try {
                    write(project, file -> file.add(test.get()));
                } finally {
                    waiting.release();
                }
            });
        } catch (RejectedExecutionException closed) {
            waiting.release();
        }
    }

    private interface Writing {
        void to(RunFile file) throws IOException;
    }

    private synchronized void write(ProjectFiles project, Writing writing) {
        if (broken) {
            return;
        }
        try {
            RunFile file = files.get(project);
            if (file == null) {
                file = folder(project).begin(session, new RunLine(project.name(), started, junit()));
                files.put(project, file);
            }
            writing.to(file);
        } catch (IOException | RuntimeException failure) {
            giveUp(failure);
        }
    }

    private ReportFolder folder(ProjectFiles project) {
        return new ReportFolder(
                project.report(folder), compared.map(path -> project.directory().resolve(path)));
    }

    /** Where the page of a project will be. */
    Path page(ProjectFiles project) {
        return folder(project).page();
    }

    private void giveUp(Exception failure) {
        broken = true;
        LOG.log(
                System.Logger.Level.WARNING,
                "The report of this run could not be written. The results of the tests are not affected: " + failure);
    }

    private static String junit() {
        return Optional.ofNullable(Test.class.getPackage().getImplementationVersion())
                .orElse("of an unknown version");
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The report of this run is incomplete: its last tests were not written within "
                                + LONGEST_END.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        writePages();
    }

    private synchronized void writePages() {
        try {
            for (Map.Entry<ProjectFiles, RunFile> entry : files.entrySet()) {
                entry.getValue().close();
                ReportFolder own = folder(entry.getKey());
                own.write(session);
                Optional<ProjectFiles> root = entry.getKey().root();
                if (root.isPresent()) {
                    folder(root.get()).write(session, own);
                }
            }
        } catch (IOException | RuntimeException failure) {
            giveUp(failure);
        }
    }
}
