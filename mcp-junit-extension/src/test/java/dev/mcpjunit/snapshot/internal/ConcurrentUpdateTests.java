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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several test classes that accept compatible changes of one snapshot at the same time lose none of them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentUpdateTests {

    private static final int ROUNDS = 30;
    private static final int ROUNDS_WITH_THREADS = 10;
    private static final List<String> TOOLS_OF_ONE = List.of("a", "b", "c", "d");
    private static final List<String> TOOLS_OF_OTHER = List.of("e", "f", "h", "i");
    private static final Tool OLD = tool("get", "{'inputSchema':{'type':'object'}}");

    @TempDir
    Path directory;

    /**
     * For each line on standard input, a round, accepts each of its tools in a thread of its own. The arguments are the
     * directory and the tools.
     */
    static final class Updater {
        public static void main(String[] arguments) throws Exception {
            var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            List<String> tools = List.of(arguments).subList(1, arguments.length);
            var threads = Executors.newFixedThreadPool(tools.size());
            for (String round = in.readLine(); round != null; round = in.readLine()) {
                acceptAll(threads, Path.of(arguments[0]), round, tools);
                System.out.println("done " + round);
            }
            threads.shutdownNow();
        }
    }

    private static void acceptAll(ExecutorService threads, Path directory, String round, List<String> tools)
            throws Exception {
        List<Callable<Object>> updates = new ArrayList<>();
        for (String tool : tools) {
            updates.add(() -> {
                accept(directory, round, tool);
                return tool;
            });
        }
        for (var update : threads.invokeAll(updates)) {
            update.get();
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
                acceptAll(threads, directory, round, TOOLS_OF_ONE);
                assertThat(tools(round)).containsExactly("a", "b", "c", "d", "get");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void test_jvms_lose_no_update() throws Exception {
        try (var one = new Jvm(List.of("a"));
                var other = new Jvm(List.of("b"))) {
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

    @Test
    void threads_of_several_test_jvms_lose_no_update() throws Exception {
        try (var one = new Jvm(TOOLS_OF_ONE);
                var other = new Jvm(TOOLS_OF_OTHER)) {
            for (int i = 0; i < ROUNDS_WITH_THREADS; i++) {
                String round = "threads-of-jvms-" + i;
                check(directory, round, SnapshotMode.CREATE_MISSING, catalog(OLD));
                one.start(round);
                other.start(round);
                one.awaitEnd(round);
                other.awaitEnd(round);
                assertThat(tools(round)).containsExactly("a", "b", "c", "d", "e", "f", "get", "h", "i");
            }
        }
    }

    private final class Jvm implements AutoCloseable {

        private final Process process;
        private final PrintWriter in;
        private final BufferedReader out;

        Jvm(List<String> tools) throws IOException {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Updater.class.getName(),
                    directory.toString()));
            command.addAll(tools);
            process = new ProcessBuilder(command)
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
