/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mcpjunit.internal.time.Deadline;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process and everything it started, also what outlived its own parent.
 *
 * <p>The operating system forgets who started a process once the parent in between is gone: behind {@code sh} or
 * {@code npx} that is the normal case, and such a process would run for ever. So each server gets a variable with a
 * random value into its environment, which its children inherit; where the system shows the environment of processes
 * (Linux), the orphans are found by it.
 */
final class ProcessTree {

    static final String MARK = "MCP_JUNIT_SERVER";

    private static final long POLL_MILLIS = 5;

    private static final Path PROC = Path.of("/proc");

    private final String mark;
    private final Map<Long, ProcessHandle> known = new LinkedHashMap<>();

    /** A tree of which only the mark is known. */
    ProcessTree(String mark) {
        this.mark = MARK + "=" + mark;
    }

    /** A tree below a process. */
    ProcessTree(ProcessHandle root, String mark) {
        this(mark);
        known.put(root.pid(), root);
    }

    /** Note who belongs to the tree now: once a parent has gone, its children can no longer be found through it. */
    private synchronized Collection<ProcessHandle> members() {
        Stream<ProcessHandle> descendants = List.copyOf(known.values()).stream().flatMap(ProcessHandle::descendants);
        Stream.concat(descendants, orphans()).forEach(member -> known.putIfAbsent(member.pid(), member));
        known.values().removeIf(member -> !ProcessState.runs(member));
        return Map.copyOf(known).values();
    }

    private Stream<ProcessHandle> orphans() {
        if (!Files.isDirectory(PROC)) {
            return Stream.empty();
        }
        Stream.Builder<ProcessHandle> found = Stream.builder();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (carriesMark(entry)) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(found);
                }
            }
        } catch (IOException gone) {
            // Without a process list there is nothing to find.
        }
        return found.build();
    }

    private boolean carriesMark(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), ISO_8859_1);
            return environment.startsWith(mark + "\0") || environment.contains("\0" + mark + "\0");
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    /** Wait until the whole tree has ended. */
    boolean awaitEnd(Deadline deadline) throws InterruptedException {
        while (true) {
            Collection<ProcessHandle> alive = members();
            if (alive.isEmpty()) {
                return true;
            }
            if (deadline.isOver()) {
                return false;
            }
            // Java looks at a process that is not its child only a few times each second, and takes longer each time.
            while (!deadline.isOver() && alive.stream().anyMatch(ProcessState::runs)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    /** Who belongs to the tree now, for messages. */
    List<String> describe() {
        return members().stream()
                .map(member -> member.pid() + " " + member.info().commandLine().orElse("(unknown command)"))
                .toList();
    }

    void terminate() {
        members().forEach(ProcessHandle::destroy);
    }

    void kill() {
        // Once more, for what was started while the first signals were on their way.
        for (int round = 0; round < 2; round++) {
            members().forEach(ProcessHandle::destroyForcibly);
        }
    }

    void each(Consumer<ProcessHandle> action) {
        members().forEach(action);
    }
}
