/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * What is there that a test could have left behind. Needs {@code /proc}.
 *
 * @param processes processes with the mark of this run in their environment, children of children too
 * @param containers containers of this JVM, stopped ones too
 * @param threads names of all threads, without numbers, each with its count
 * @param sockets open sockets of this JVM, among them those that listen
 * @param descriptors all open files of this JVM
 * @param files entries of the directory for temporary files
 * @param heap used bytes after a garbage collection
 */
record Leftovers(
        List<Long> processes,
        List<String> containers,
        Map<String, Long> threads,
        long sockets,
        long descriptors,
        List<String> files,
        long heap) {

    /** The environment variable whose value marks the processes of a run. */
    static final String MARK = "SOAK_MARK";

    private static final Path PROC = Path.of("/proc");
    private static final Duration SETTLE = Duration.ofSeconds(20);

    /** Used heap differs a little from one garbage collection to the next. */
    private static final long HEAP_TOLERANCE = 2L << 20;

    private static final String LIBRARY = "mcp-junit";

    /** Look now. */
    static Leftovers now(String mark) {
        System.gc();
        List<Path> open = list(PROC.resolve("self/fd"));
        return new Leftovers(
                markedProcesses(mark),
                ownContainers(),
                threadNames(),
                open.stream().filter(Leftovers::isSocket).count(),
                open.size(),
                list(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                        .map(Path::toString)
                        .toList(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Look until there is no more than before, for a bounded time: some threads end a little later. */
    static Leftovers settled(String mark, Leftovers before) throws InterruptedException {
        long end = System.nanoTime() + SETTLE.toNanos();
        Leftovers now = now(mark);
        while (!now.moreThan(before).isEmpty() && System.nanoTime() - end < 0) {
            boolean unused = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
            now = now(mark);
        }
        return now;
    }

    /** What there is more of than before, in words. */
    List<String> moreThan(Leftovers before) {
        List<String> more = new ArrayList<>();
        if (!processes.isEmpty()) {
            more.add("processes " + processes);
        }
        if (!containers.isEmpty()) {
            more.add("containers " + containers);
        }
        threads.forEach((name, count) -> {
            // Threads of the library must be gone; of others, such as pools of the JDK, there must not be more.
            long allowed = name.startsWith(LIBRARY) ? 0 : before.threads.getOrDefault(name, 0L);
            if (count > allowed) {
                more.add(count - allowed + " threads '" + name + "'");
            }
        });
        addIfMore("sockets", sockets, before.sockets, more);
        addIfMore("open files", descriptors, before.descriptors, more);
        files.stream().filter(file -> !before.files.contains(file)).forEach(file -> more.add("file " + file));
        addIfMore("bytes of heap", heap, before.heap + HEAP_TOLERANCE, more);
        return more;
    }

    private static void addIfMore(String what, long now, long allowed, List<String> more) {
        if (now > allowed) {
            more.add(now + " " + what + " instead of " + allowed);
        }
    }

    /** All processes with the mark in their environment, other than this JVM. */
    static List<Long> markedProcesses(String mark) {
        return list(PROC).stream()
                .filter(entry -> entry.getFileName().toString().matches("\\d+"))
                .filter(entry -> environment(entry).contains(MARK + "=" + mark))
                .map(entry -> Long.valueOf(entry.getFileName().toString()))
                .filter(pid -> pid != ProcessHandle.current().pid())
                .toList();
    }

    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), ISO_8859_1);
        } catch (IOException goneOrForeign) {
            return "";
        }
    }

    private static List<String> ownContainers() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return List.of();
        }
        return DockerClientFactory.instance()
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(
                        Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID))
                .exec()
                .stream()
                .map(Container::getId)
                .toList();
    }

    private static Map<String, Long> threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("\\d+", "#"))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One line. */
    @Override
    public String toString() {
        long all = threads.values().stream().mapToLong(Long::longValue).sum();
        return "%.1f MiB of heap, %d threads, %d sockets, %d open files, %d processes, %d containers, %d temporary files"
                .formatted(
                        heap / 1048576.0, all, sockets, descriptors, processes.size(), containers.size(), files.size());
    }
}
