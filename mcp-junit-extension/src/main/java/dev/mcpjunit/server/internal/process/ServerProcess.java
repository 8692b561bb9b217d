/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.framing.LineSplitter;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.process.ProcessStarter.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A server that is a child process of this JVM, with everything it starts.
 *
 * <p>Its standard error is always read, so that it can never block on it. It is ended by {@link #stop()}, and by a hook
 * when this JVM is terminated before that. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ServerProcess {

    /** How long a server may take to leave by itself after the end of its input; a well-behaved one needs a moment. */
    private static final Duration LEAVES_BY_ITSELF = Duration.ofSeconds(1);

    /** How long it may take after being asked to by a signal. */
    private static final Duration LEAVES_WHEN_ASKED = Duration.ofSeconds(2);

    /** How long the system may take to remove what was killed. */
    private static final Duration IS_REMOVED = Duration.ofSeconds(2);

    /** What a dead process wrote is in the pipe; to read it takes a moment, and a long one on a busy machine. */
    private static final Duration LAST_LINES = Duration.ofSeconds(3);

    /** What it has started and left behind holds the pipe, and may never close it. */
    private static final Duration LAST_LINES_WITH_CHILDREN = Duration.ofMillis(150);

    private static final int ERROR_LINE_LIMIT = 1 << 16;

    private final String server;
    private final Process process;
    private final ProcessTree tree;
    private final ServerLog log;
    private final Thread hook;
    private final CompletableFuture<Void> errorsRead;

    private ServerProcess(String server, Process process, ProcessTree tree, ServerLog log, OutputStream errors) {
        this.server = server;
        this.process = process;
        this.tree = tree;
        this.log = log;
        InputStream both = new CopyingInputStream(process.getErrorStream(), errors);
        this.errorsRead =
                OutputReader.read("stderr of " + server, both, LineSplitter.ofNewlines(ERROR_LINE_LIMIT, log::add));
        this.hook = new Thread(tree::kill, "mcp-junit ends " + server);
    }

    /**
     * Start a process.
     *
     * @param server the server's name, for messages
     * @param log takes the lines of its standard error
     * @throws ServerStartException if it cannot be started, saying why
     */
    public static ServerProcess start(String server, McpEndpoint.Stdio endpoint, ServerLog log) {
        return start(server, endpoint, log, OutputStream.nullOutputStream(), Environment.OF_THIS_JVM);
    }

    /**
     * Start a process in place of one that a client has started.
     *
     * @param server the server's name, for messages
     * @param command what the client wanted to run, and where
     * @param log takes the lines of its standard error, as the client does
     * @throws ServerStartException if it cannot be started, saying why
     */
    public static ServerProcess start(String server, RelayedCommand command, ServerLog log) {
        return start(server, command.endpoint(), log, command.errors(), Environment.AS_GIVEN);
    }

    private static ServerProcess start(
            String server, McpEndpoint.Stdio endpoint, ServerLog log, OutputStream errors, Environment environment) {
        String mark = UUID.randomUUID().toString();
        Optional<ResourceMark> limit = ResourceMark.create();
        Process process = ProcessStarter.start(server, endpoint, mark, limit, environment);
        var started = new ServerProcess(server, process, new ProcessTree(process.toHandle(), mark, limit), log, errors);
        try {
            Runtime.getRuntime().addShutdownHook(started.hook);
        } catch (IllegalStateException shuttingDown) {
            started.tree.kill();
            throw new ServerStartException("Server '" + server + "' was not started: the JVM is shutting down", null);
        }
        return started;
    }

    /** The stream to the server's standard input. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** The stream from the server's standard output, for one who wants the bytes instead of {@link #readOutput}. */
    public InputStream output() {
        return process.getInputStream();
    }

    /**
     * Read the standard output line by line on a daemon thread. To be called once.
     *
     * @param limit the longest line, in bytes
     * @param tooLong runs as soon as a line exceeds the limit; the line is dropped
     * @return completes with the end of the output, exceptionally if it could not be read to its end
     */
    public CompletableFuture<Void> readOutput(int limit, Consumer<String> lines, Runnable tooLong) {
        return OutputReader.read(
                "stdout of " + server, process.getInputStream(), LineSplitter.ofNewlines(limit, lines, tooLong));
    }

    /** Read a standard output that is a log: lines that are too long are cut. To be called once. */
    public CompletableFuture<Void> readOutput(Consumer<String> lines) {
        return OutputReader.read(
                "stdout of " + server, process.getInputStream(), LineSplitter.ofNewlines(ERROR_LINE_LIMIT, lines));
    }

    /** The lines of its standard error. */
    public ServerLog log() {
        return log;
    }

    /** Completes with the exit code when the process has ended. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The process itself. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whether the process itself still runs. */
    public boolean isAlive() {
        return ProcessState.runs(process.toHandle());
    }

    /** The exit code, once there is one. */
    public OptionalInt exitCode() {
        return isAlive() ? OptionalInt.empty() : ProcessState.exitCode(process);
    }

    /** Describe how the process ended, with the last lines of its log. */
    public String exitReport() {
        awaitErrorsRead();
        return exitPhrase() + " " + log.lastLines("standard error");
    }

    /** How the process ended, in a sentence; does not wait for its last lines. */
    public String exitPhrase() {
        OptionalInt code = exitCode();
        if (code.isEmpty()) {
            return "The process still runs.";
        }
        int value = code.getAsInt();
        // A shell's and Java's way to say that a signal ended the process.
        String signal = value > 128 && value < 160 ? " (signal " + (value - 128) + ")" : "";
        return "Exit code " + value + signal + ".";
    }

    /** How long to wait for the end of the pipes of a process that has ended. */
    public Duration lastLinesTimeout() {
        return tree.describe().isEmpty() ? LAST_LINES : LAST_LINES_WITH_CHILDREN;
    }

    /** The last lines may still be in the pipe when the process has already gone. */
    public void awaitErrorsRead() {
        if (isAlive() || errorsRead.isDone()) {
            return;
        }
        try {
            errorsRead.get(lastLinesTimeout().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException goOn) {
            // Then these are all the lines there are.
        }
    }

    /** End the input, which asks a server to leave; does not wait. */
    public void endInput() {
        closeInputAside();
    }

    /**
     * Wait for the end of the process and of everything it started.
     *
     * @return what still runs when the time is over, each as process id and command; empty if all have ended
     */
    public List<String> awaitFamily(Deadline deadline) throws InterruptedException {
        return tree.awaitEnd(deadline) ? List.of() : tree.describe();
    }

    /** How many bytes of memory the process and everything it started have; empty if that cannot be read. */
    public OptionalLong residentBytes() {
        return tree.residentBytes();
    }

    /** Kill the process tree immediately. */
    public void kill() {
        tree.kill();
    }

    /**
     * Freeze the process and everything it started; it keeps its connections and answers nothing.
     *
     * @throws IllegalStateException where the system has no signal for it
     */
    public void pause() {
        Freezer.freeze(server, tree);
    }

    /** Let a frozen process go on. */
    public void resume() {
        Freezer.thaw(server, tree);
    }

    /**
     * End the process and everything it started: by the end of its input, then by asking, then by force. Takes 5
     * seconds at most, a moment with a well-behaved server. Idempotent.
     */
    public void stop() {
        end(LEAVES_BY_ITSELF);
    }

    /** End a process to which the end of its input says nothing: as {@link #stop()}, without waiting for it. */
    public void terminate() {
        end(Duration.ZERO);
    }

    private void end(Duration forInput) {
        boolean interrupted = false;
        try {
            interrupted = Thread.interrupted();
            if (!process.isAlive()) {
                // No process needs what a dead server has left behind.
                tree.kill();
                tree.awaitEnd(Deadline.after(IS_REMOVED));
                return;
            }
            closeInputAside();
            if (tree.awaitEnd(Deadline.after(forInput))) {
                return;
            }
            tree.terminate();
            if (tree.awaitEnd(Deadline.after(LEAVES_WHEN_ASKED))) {
                return;
            }
            tree.kill();
            tree.awaitEnd(Deadline.after(IS_REMOVED));
        } catch (InterruptedException impatient) {
            interrupted = true;
            tree.kill();
        } finally {
            removeHook();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Not on this thread: to close waits for a writer, and a writer waits for a server that does not read. */
    private void closeInputAside() {
        var thread = new Thread(
                () -> {
                    try {
                        process.getOutputStream().close();
                    } catch (IOException closedAlready) {
                        // It will see the end of its input either way.
                    }
                },
                "mcp-junit closes stdin of " + server);
        thread.setDaemon(true);
        thread.start();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook does no harm.
        }
    }
}
