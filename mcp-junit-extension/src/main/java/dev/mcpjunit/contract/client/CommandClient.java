/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A client in its own process, in any language. A small program around it reads commands from standard input, one per
 * line, and writes their results to standard output.
 *
 * <pre>
 * 1 connect             1 ok
 * 2 call get-forecast   2 ok Sunny, 21 °C
 * 3 call get-forecast   3 error Request timed out
 * 4 close               (the process ends)
 * </pre>
 *
 * <p>Each answer begins with the number of its command; if several threads call, answers may come in any order. Other
 * lines are ignored; standard error is shown if something goes wrong. The environment variable {@code MCP_ENDPOINT}
 * says where the server is, as JSON: <code>{"url": …, "headers": {…}}</code> or <code>
 * {"command": […], "env": {…}, "cwd": …}</code>.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommandClient implements ClientUnderTest {

    private static final int KEPT = 10;
    private static final int LONGEST_NUMBER = 9;
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Process process;
    private final Duration closing;

    /** The commands that wait for an answer, which is empty if the program has ended. */
    private final Map<Integer, CompletableFuture<Optional<String>>> waiting = new ConcurrentHashMap<>();

    private final Deque<String> errors = new ArrayDeque<>();
    private final Thread errorReader;
    private volatile boolean outputEnded;
    private int number;

    private CommandClient(Process process, Duration closing) {
        this.process = process;
        this.closing = closing;
        reader("output", process.getInputStream(), this::answer, this::answerAll);
        errorReader = reader("errors", process.getErrorStream(), this::keep, () -> {});
    }

    /**
     * Start a client and connect it.
     *
     * @param server where the server is
     * @param command the program around the client, and its arguments
     * @return the client; never {@code null}
     * @throws IOException if the program cannot be started, or reports that it cannot connect
     * @throws InterruptedException if the caller is interrupted
     */
    public static CommandClient connect(McpEndpoint server, List<String> command)
            throws IOException, InterruptedException {
        return connect(server, command, CLOSING);
    }

    static CommandClient connect(McpEndpoint server, List<String> command, Duration closing)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("MCP_ENDPOINT", json(server).toString());
        var client = new CommandClient(builder.start(), closing);
        try {
            String unused = client.ask("connect");
            return client;
        } catch (IOException | InterruptedException failure) {
            client.end();
            throw failure;
        }
    }

    private static JsonObject json(McpEndpoint server) {
        if (server instanceof McpEndpoint.Http http) {
            return JsonObject.builder()
                    .put("url", http.uri().toString())
                    .put("headers", http.headers())
                    .build();
        }
        var stdio = (McpEndpoint.Stdio) server;
        return JsonObject.builder()
                .put("command", stdio.command())
                .put("env", stdio.environment())
                .put("cwd", stdio.directory().toString())
                .build();
    }

    private static Thread reader(String what, InputStream from, Consumer<String> lines, Runnable end) {
        var thread = new Thread(
                () -> {
                    try (var in = new BufferedReader(new InputStreamReader(from, UTF_8))) {
                        in.lines().forEach(lines);
                    } catch (IOException | UncheckedIOException closed) {
                        // The process has ended.
                    } finally {
                        end.run();
                    }
                },
                "mcp-junit " + what + " of client");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void keep(String line) {
        synchronized (errors) {
            errors.add(line);
            if (errors.size() > KEPT) {
                errors.remove();
            }
        }
    }

    /**
     * Call a tool.
     *
     * @param tool the name of the tool
     * @return the result that the client reports; never {@code null}
     * @throws IOException if the client reports an error, or its process has ended
     * @throws InterruptedException if the caller is interrupted
     */
    @Override
    public String call(String tool) throws IOException, InterruptedException {
        return ask("call " + tool);
    }

    /** A line of the program. An answer to an earlier command may be too late: no call waits for it. */
    private void answer(String line) {
        int end = line.indexOf(' ');
        if (end > 0 && end <= LONGEST_NUMBER && line.chars().limit(end).allMatch(Character::isDigit)) {
            CompletableFuture<Optional<String>> call = waiting.remove(Integer.valueOf(line.substring(0, end)));
            if (call != null) {
                call.complete(Optional.of(line));
            }
        }
    }

    private void answerAll() {
        outputEnded = true;
        waiting.values().forEach(call -> call.complete(Optional.empty()));
    }

    private String ask(String command) throws IOException, InterruptedException {
        var answer = new CompletableFuture<Optional<String>>();
        int asked = tell(command, answer);
        try {
            if (outputEnded) {
                answer.complete(Optional.empty());
            }
            Optional<String> line = answer.get();
            if (line.isEmpty()) {
                throw ended(command);
            }
            return outcome(line.get().substring(String.valueOf(asked).length() + 1), line.get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Nothing completes an answer exceptionally", impossible);
        } finally {
            waiting.remove(asked);
        }
    }

    private static String outcome(String answer, String line) throws IOException {
        if (answer.startsWith("error")) {
            throw new ClientFailedException(answer.substring("error".length()).strip());
        }
        if (!answer.startsWith("ok")) {
            throw new IOException(
                    "The client's program must answer '<number> ok …' or '<number> error …', but said: " + line);
        }
        return answer.substring("ok".length()).strip();
    }

    private synchronized int tell(String command, CompletableFuture<Optional<String>> answer) throws IOException {
        number++;
        waiting.put(number, answer);
        OutputStream input = process.getOutputStream();
        try {
            input.write((number + " " + command + "\n").getBytes(UTF_8));
            input.flush();
        } catch (IOException gone) {
            throw ended(command);
        }
        return number;
    }

    private IOException ended(String command) {
        String code;
        try {
            boolean hasEnded = process.waitFor(closing.toMillis(), TimeUnit.MILLISECONDS);
            code = hasEnded ? "exit code " + process.exitValue() : "its output is closed";
            errorReader.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            code = "interrupted";
        }
        synchronized (errors) {
            return new IOException("The client's program has ended (" + code + ") instead of answering '" + command
                    + "'" + (errors.isEmpty() ? "" : ":\n" + String.join("\n", errors)));
        }
    }

    /**
     * Tell the client to close, and wait for the end of its process.
     *
     * @throws IOException if the process does not end by itself; it is killed then
     * @throws InterruptedException if the caller is interrupted; the process is killed then, too
     */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            if (process.isAlive()) {
                int unused = tell("close", new CompletableFuture<>());
                if (!process.waitFor(closing.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("The client's program still ran " + Durations.print(closing)
                            + " after 'close'. Does something keep it alive?");
                }
            }
        } finally {
            end();
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The error that a client in its own process reported. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class ClientFailedException extends IOException {

        private static final long serialVersionUID = 1;

        ClientFailedException(String message) {
            super(message);
        }
    }
}
