/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.snapshot.internal.FileLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The folder of a report: {@code index.html}, {@code report.json} and {@code summary.md}, and below it the lines of the
 * runs that it shows and of the session before, which they are compared with. In a build of several modules, the folder
 * of the root also shows the runs of all modules.
 *
 * @param path for example {@code target/mcp/report}
 * @param compared an earlier report to compare with: its folder, its {@code report.json} or one of its runs; empty for
 *     the session before
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ReportFolder(Path path, Optional<Path> compared) {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.report");

    /** A report that is compared with the session before. */
    public ReportFolder(Path path) {
        this(path, Optional.empty());
    }

    private static final String PAGE = "index.html";
    private static final String JSON = "report.json";
    private static final String SUMMARY = "summary.md";
    private static final String SARIF = "drift.sarif";
    private static final String RUNS = "runs";
    private static final String MODULES = "modules";

    /**
     * Begin the file of this JVM. Delete the files of all sessions but the last one before this, and the page of that
     * one: if this JVM is killed, an old page must not be taken for that of this run.
     *
     * @throws IOException if the folder cannot be written
     */
    public RunFile begin(BuildSession session, RunLine first) throws IOException {
        return locked(() -> {
            Path runs = path.resolve(RUNS);
            List<RunFile.Info> all = runs(runs);
            List<RunFile.Info> others = all.stream()
                    .filter(run -> !run.session().equals(session.id()))
                    .toList();
            Optional<String> before = before(session, List.of(runs));
            for (RunFile.Info run : others) {
                if (!before.equals(Optional.of(run.session()))) {
                    Files.deleteIfExists(run.file());
                }
            }
            if (others.size() == all.size()) {
                for (String file : List.of(PAGE, JSON, SUMMARY, SARIF)) {
                    Files.deleteIfExists(path.resolve(file));
                }
            }
            return new RunFile(runs, session, first);
        });
    }

    /** The page; it exists after a run has ended. */
    public Path page() {
        return path.resolve(PAGE);
    }

    /**
     * Write the page of this folder's own runs.
     *
     * @throws IOException if it cannot be written
     */
    public Path write(BuildSession session) throws IOException {
        return locked(() -> write(path.resolve(PAGE), session, List.of(path.resolve(RUNS))));
    }

    /**
     * Register a module, and write the page of the runs of all modules that have registered in this session.
     *
     * @throws IOException if it cannot be written
     */
    public Path write(BuildSession session, ReportFolder module) throws IOException {
        return locked(() -> {
            Path modules = path.resolve(MODULES).resolve(session.id());
            Files.createDirectories(modules);
            String runs = module.path().resolve(RUNS).toAbsolutePath().toString();
            Files.writeString(modules.resolve(UUID.nameUUIDFromBytes(runs.getBytes(UTF_8)) + ".txt"), runs, UTF_8);
            deleteOtherSessions(session);
            return write(path.resolve(PAGE), session, registered(modules));
        });
    }

    private static List<Path> registered(Path modules) throws IOException {
        var registered = new ArrayList<Path>();
        try (Stream<Path> files = Files.list(modules)) {
            for (Path file : files.sorted().toList()) {
                registered.add(Path.of(Files.readString(file, UTF_8)));
            }
        } catch (InvalidPathException foreign) {
            throw new IOException("A file in " + modules + " does not hold a path", foreign);
        }
        return registered;
    }

    private void deleteOtherSessions(BuildSession session) throws IOException {
        try (Stream<Path> files = Files.walk(path.resolve(MODULES), 2)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean own = file.startsWith(path.resolve(MODULES).resolve(session.id()));
                if (!own && !file.equals(path.resolve(MODULES))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    /** Run an action while no other JVM changes the folder. */
    private <T> T locked(Action<T> action) throws IOException {
        try {
            return FileLock.holding(path.resolve(".lock"), path.resolve(PAGE), () -> {
                try {
                    return action.run();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private Path write(Path index, BuildSession session, List<Path> runFolders) throws IOException {
        var now = new ArrayList<Path>();
        var earlier = new ArrayList<Path>();
        Optional<String> before = before(session, runFolders);
        for (Path folder : runFolders) {
            for (RunFile.Info run : runs(folder)) {
                if (run.session().equals(session.id())) {
                    now.add(run.file());
                } else if (before.equals(Optional.of(run.session()))) {
                    earlier.add(run.file());
                }
            }
        }
        Optional<JsonObject> shown = compared.isPresent() ? chosen(compared.get()) : EarlierRuns.of(earlier);
        new ReportPage(now, shown).write(index);
        WholeFile.write(index.resolveSibling(JSON), out -> ReportJson.write(now, shown, out));
        JsonObject sarif = SarifLog.of(now);
        WholeFile.write(index.resolveSibling(SARIF), out -> out.write((Json.print(sarif) + "\n").getBytes(UTF_8)));
        Optional<String> summary = RunSummary.of(now);
        if (summary.isPresent()) {
            WholeFile.write(
                    index.resolveSibling(SUMMARY),
                    out -> out.write(summary.get().getBytes(UTF_8)));
        }
        return index;
    }

    /** The earlier report that was chosen; a folder of reports may hold several sessions, and the last one counts. */
    private static Optional<JsonObject> chosen(Path path) throws IOException {
        List<Path> files;
        if (Files.isRegularFile(path)) {
            files = List.of(path);
        } else {
            Path folder = Files.isDirectory(path.resolve(RUNS)) ? path.resolve(RUNS) : path;
            Optional<String> last = last(runs(folder));
            files = runs(folder).stream()
                    .filter(run -> last.equals(Optional.of(run.session())))
                    .map(RunFile.Info::file)
                    .toList();
        }
        Optional<JsonObject> earlier = EarlierRuns.of(files).map(line -> line.toBuilder()
                .put("file", path.toString().replace('\\', '/'))
                .build());
        if (earlier.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The report is compared with nothing: " + path + " (mcp.report.compare) is neither the folder of an"
                            + " earlier report, nor its report.json, nor one of its runs.");
        }
        return earlier;
    }

    private static Optional<String> last(List<RunFile.Info> runs) {
        return runs.stream().max(Comparator.comparing(RunFile.Info::started)).map(RunFile.Info::session);
    }

    /** The session before this one. */
    private static Optional<String> before(BuildSession session, List<Path> runFolders) throws IOException {
        var all = new ArrayList<RunFile.Info>();
        for (Path folder : runFolders) {
            all.addAll(runs(folder));
        }
        return last(
                all.stream().filter(run -> !run.session().equals(session.id())).toList());
    }

    private static List<RunFile.Info> runs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .flatMap(file -> RunFile.Info.of(file).stream())
                    .toList();
        }
    }
}
