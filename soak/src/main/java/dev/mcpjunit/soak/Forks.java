/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.CatalogFile;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.internal.SnapshotCheck;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Several JVMs with several threads each accept a tool of their own into one snapshot, round after round; none may be
 * lost and no file torn. Arguments: rounds, JVMs, threads.
 */
final class Forks {

    private Forks() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("update")) {
            update(Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
            return;
        }
        int rounds = Integer.parseInt(arguments[0]);
        int jvms = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        Path directory = Files.createTempDirectory("soak-snapshots");
        List<Process> processes = new ArrayList<>();
        for (int jvm = 0; jvm < jvms; jvm++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Forks.class.getName(),
                            "update",
                            directory.toString(),
                            "jvm" + jvm,
                            Integer.toString(threads))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        int lost = 0;
        int torn = 0;
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            check(directory, round, SnapshotMode.CREATE_MISSING, catalog("base"), "base");
            for (Process process : processes) {
                process.getOutputStream().write((round + "\n").getBytes(UTF_8));
                process.getOutputStream().flush();
            }
            for (Process process : processes) {
                String answer = process.inputReader(UTF_8).readLine();
                if (!("done " + round).equals(answer)) {
                    throw new IllegalStateException("A JVM ended or failed in round " + round + ": " + answer);
                }
            }
            try {
                int found = SnapshotFormat.parse(Files.readString(file(directory, round)))
                        .catalog()
                        .tools()
                        .size();
                lost += jvms * threads + 1 - found;
            } catch (IllegalArgumentException half) {
                torn++;
            }
        }
        for (Process process : processes) {
            process.getOutputStream().close();
            process.waitFor();
        }
        System.out.println("forks: " + rounds + " rounds, " + jvms + " JVMs, " + threads + " threads each, "
                + (System.nanoTime() - start) / 1_000_000_000 + " s: " + lost + " lost, " + torn + " torn");
        System.exit(lost + torn == 0 ? 0 : 1);
    }

    private static void update(Path directory, String jvm, int threads) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int round = Integer.parseInt(line);
            List<Callable<Object>> updates = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String tool = jvm + "-" + thread;
                updates.add(() -> {
                    check(directory, round, SnapshotMode.ACCEPT_COMPATIBLE, catalog("base", tool), tool);
                    return tool;
                });
            }
            for (var update : pool.invokeAll(updates)) {
                update.get();
            }
            System.out.println("done " + round);
        }
        pool.shutdown();
    }

    private static Path file(Path directory, int round) {
        return directory.resolve(round + ".snapshot.json");
    }

    private static void check(Path directory, int round, SnapshotMode mode, Catalog catalog, String by) {
        var unused = SnapshotCheck.check(
                new Snapshot(catalog, Optional.empty()),
                new SnapshotCheck.Files(
                        new SnapshotFile(file(directory, round)),
                        new SnapshotFile(directory.resolve(round + "-" + by + ".received.json")),
                        directory.resolve(round + ".lock")),
                mode,
                DriftOptions.of(Profile.AGENT, Clock.systemUTC()));
    }

    /** As it is in a snapshot file, so that this needs nothing but the reader of such files. */
    private static Catalog catalog(String... tools) {
        String list = new TreeSet<>(List.of(tools))
                .stream()
                        .map(name -> "{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\"}}")
                        .collect(Collectors.joining(","));
        return CatalogFile.parse("{\"tools\":[" + list + "]}");
    }
}
