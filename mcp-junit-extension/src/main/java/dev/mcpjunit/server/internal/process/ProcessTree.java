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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A process and everything it started, also what outlived its own parent.
 *
 * <p>The operating system forgets who started a process once the parent in between is gone: behind {@code sh} or
 * {@code npx} that is the normal case, and such a process would run forever. On Linux, orphans are found by three
 * things that they inherit: an environment variable with a random value, the pipe that the server writes its output to,
 * and a resource limit that the system does not use ({@link ResourceMark}). A daemon that drops all three is not found.
 */
final class ProcessTree {

    static final String MARK = "MCP_JUNIT_SERVER";

    private static final long POLL_MILLIS = 5;

    private static final Path PROC = Path.of("/proc");

    private final String mark;
    private final Optional<ResourceMark> resourceMark;

    /** Standard output and standard error, as the system numbers them. */
    private static final List<String> OUTPUTS = List.of("1", "2");

    /** This JVM reads what its children write, and so holds the same pipes. */
    private static final String SELF = Long.toString(ProcessHandle.current().pid());

    /** What the guard knows by the pipe. */
    private final Map<String, String> outputs = new ConcurrentHashMap<>();

    private final Map<Long, ProcessHandle> known = new LinkedHashMap<>();

    /** A tree of which only the mark is known. */
    ProcessTree(String mark) {
        this(mark, Optional.empty());
    }

    private ProcessTree(String mark, Optional<ResourceMark> resourceMark) {
        this.mark = MARK + "=" + mark;
        this.resourceMark = resourceMark;
    }

    /** A tree below a process that was started just now. */
    ProcessTree(ProcessHandle root, String mark, Optional<ResourceMark> resourceMark) {
        this(mark, resourceMark);
        resourceMark.ifPresent(ResourceMark::guarded);
        known.put(root.pid(), root);
        OUTPUTS.stream()
                .flatMap(output -> pipe(PROC.resolve(Long.toString(root.pid())), output).stream())
                .forEach(pipe -> outputs.put(pipe, Guard.output(pipe)));
    }

    /** The pipe at an output of a process, as the system names it; empty if it is something else. */
    private static Optional<String> pipe(Path process, String output) {
        try {
            String target = Files.readSymbolicLink(process.resolve("fd").resolve(output))
                    .toString();
            return target.startsWith("pipe:") ? Optional.of(target) : Optional.empty();
        } catch (IOException goneOrForeign) {
            return Optional.empty();
        }
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
                if (carriesMark(entry) || holdsOutput(entry) || hasLimit(entry)) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(found);
                }
            }
        } catch (IOException gone) {
            // Without a process list there is nothing to find.
        }
        return found.build();
    }

    /** A child may drop the mark from its environment, or write its title over it; it still has its parent's output. */
    private boolean holdsOutput(Path process) {
        return !outputs.isEmpty()
                && !process.getFileName().toString().equals(SELF)
                && OUTPUTS.stream().anyMatch(output -> pipe(process, output)
                        .filter(outputs::containsKey)
                        .isPresent());
    }

    private boolean hasLimit(Path process) {
        return resourceMark.filter(limit -> limit.isOn(process)).isPresent();
    }

    /** All members have ended: nothing is left to be cleaned up after this JVM. */
    void ended() {
        outputs.values().forEach(Guard::released);
        resourceMark.ifPresent(ResourceMark::released);
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
                ended();
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

    /** How many bytes of memory all members have; memory that they share counts for each. Empty if none is known. */
    OptionalLong residentBytes() {
        long[] known = members().stream()
                .map(ProcessState::residentBytes)
                .flatMapToLong(OptionalLong::stream)
                .toArray();
        return known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(known).sum());
    }

    void each(Consumer<ProcessHandle> action) {
        members().forEach(action);
    }
}
