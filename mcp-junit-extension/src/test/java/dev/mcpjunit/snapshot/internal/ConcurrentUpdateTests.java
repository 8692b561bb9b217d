/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several test classes that accept compatible changes of one snapshot at the same time lose none of them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentUpdateTests {

    private static final int ROUNDS = 30;
    private static final Tool OLD = tool("get", "{'inputSchema':{'type':'object'}}");

    @TempDir
    Path directory;

    /** Accepts a tool of its own in each round, when it gets the signal; the arguments are the directory and the tool. */
    static final class Updater {
        public static void main(String[] arguments) throws IOException {
            var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String round = in.readLine(); round != null; round = in.readLine()) {
                accept(Path.of(arguments[0]), round, arguments[1]);
                System.out.println("done " + round);
            }
        }
    }

    private static void accept(Path directory, String round, String tool) {
        check(
                directory,
                round,
                SnapshotMode.ACCEPT_COMPATIBLE,
                catalog(OLD, tool(tool, "{'inputSchema':{'type':'object'}}")));
    }

    private static void check(Path directory, String round, SnapshotMode mode, Catalog catalog) {
        SnapshotCheck.check(
                new Snapshot(catalog, Optional.empty()),
                new SnapshotCheck.Files(
                        new SnapshotFile(directory.resolve(round + ".snapshot.json")),
                        new SnapshotFile(
                                directory.resolve(round + "-" + catalog.tools().size() + ".received.json")),
                        directory.resolve(round + ".lock")),
                mode,
                DriftOptions.of(Profile.AGENT, Clock.systemUTC()));
    }

    private List<String> tools(String round) throws IOException {
        String text = Files.readString(directory.resolve(round + ".snapshot.json"));
        return SnapshotFormat.parse(text).catalog().tools().stream()
                .map(Tool::name)
                .toList();
    }

    @Test
    void threads_lose_no_update() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                String round = "threads-" + i;
                check(directory, round, SnapshotMode.CREATE_MISSING, catalog(OLD));
                List<Callable<Object>> updates = new ArrayList<>();
                for (String tool : List.of("a", "b", "c", "d")) {
                    updates.add(() -> {
                        accept(directory, round, tool);
                        return tool;
                    });
                }
                for (var update : threads.invokeAll(updates)) {
                    update.get();
                }
                assertThat(tools(round)).containsExactly("a", "b", "c", "d", "get");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void test_jvms_lose_no_update() throws Exception {
        try (var one = new Jvm("a");
                var other = new Jvm("b")) {
            for (int i = 0; i < ROUNDS; i++) {
                String round = "jvms-" + i;
                check(directory, round, SnapshotMode.CREATE_MISSING, catalog(OLD));
                one.start(round);
                other.start(round);
                one.awaitEnd(round);
                other.awaitEnd(round);
                assertThat(tools(round)).containsExactly("a", "b", "get");
            }
        }
    }

    private final class Jvm implements AutoCloseable {

        private final Process process;
        private final PrintWriter in;
        private final BufferedReader out;

        Jvm(String tool) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Updater.class.getName(),
                            directory.toString(),
                            tool)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            in = new PrintWriter(process.outputWriter(UTF_8), true);
            out = process.inputReader(UTF_8);
        }

        void start(String round) {
            in.println(round);
        }

        void awaitEnd(String round) throws IOException {
            assertThat(out.readLine()).isEqualTo("done " + round);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
