/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.wire.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.process.ServerProcess;
import dev.mcpjunit.time.Deadline;
import dev.mcpjunit.time.Durations;
import dev.mcpjunit.wire.Findings;
import dev.mcpjunit.wire.Inbox;
import dev.mcpjunit.wire.JsonRpc;
import dev.mcpjunit.wire.RequestName;
import dev.mcpjunit.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a child process over its standard input and output.
 *
 * <p>A line that is no JSON-RPC message (a banner, a debug print, an empty line) is kept as a finding and skipped: the
 * protocol forbids it, but what a test is about should not be hidden by it. When the process ends, everybody who waits
 * for it is told at once, with its exit code and last words.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StdioWire implements Wire {

    /** What the process wrote before its end may still be in the pipe. */
    private static final Duration PIPE_RUNS_DRY = Duration.ofMillis(200);

    /** A second answer comes soon after the first. */
    private static final int REMEMBERED = 100;

    /** A process closes its streams a moment before the system reports its end; on a busy machine, a long one. */
    private static final Duration END_IS_REPORTED = Duration.ofSeconds(1);

    private final String server;
    private final ServerProcess process;
    private final Inbox inbox;
    private final Findings findings = new Findings();
    private final Map<JsonValue, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final Set<JsonValue> abandoned = ConcurrentHashMap.newKeySet();
    private final Deque<JsonValue> answered = new ArrayDeque<>();
    private final ExecutorService writer;
    private final CompletableFuture<Void> watch;
    private volatile @Nullable Supplier<McpException> end;

    /**
     * Speak with a process that nobody else speaks with.
     *
     * @param server the server's name, for messages
     * @param process the process; closed with this wire
     * @param inbox takes what the server says by itself
     */
    public StdioWire(String server, ServerProcess process, Inbox inbox) {
        this.server = server;
        this.process = process;
        this.inbox = inbox;
        // A server that does not read its input blocks the one who writes; that must not be the one who waits.
        this.writer = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "mcp-junit stdin of " + server);
            thread.setDaemon(true);
            return thread;
        });
        this.watch = watchEnd(process.readOutput(this::line));
    }

    /** The end of the process or of its output ends all waits, after what is still in the pipe has been read. */
    private CompletableFuture<Void> watchEnd(CompletableFuture<Void> outputRead) {
        CompletableFuture<Integer> exit = process.exit();
        return CompletableFuture.anyOf(outputRead, exit)
                .thenCompose(first -> exit.isDone() ? within(PIPE_RUNS_DRY, outputRead) : within(END_IS_REPORTED, exit))
                .thenRun(() -> fail(this::ended));
    }

    private void line(String line) {
        String text = line;
        if (text.startsWith("\uFEFF")) {
            findings.add("stdout: a byte order mark, which JSON text must not have");
            text = text.substring(1);
        }
        var messages = JsonRpc.messages(text);
        if (messages.isEmpty()) {
            findings.add(
                    text.isBlank()
                            ? "stdout: an empty line, where only JSON-RPC messages are allowed"
                            : "stdout: not a JSON-RPC message: " + Findings.excerpt(text));
            return;
        }
        messages.get().forEach(this::message);
    }

    private void message(JsonObject message) {
        if (JsonRpc.isServerMessage(message)) {
            inbox.take(message);
            return;
        }
        JsonValue id = message.get("id");
        if (id == null) {
            strayAnswer(message);
            return;
        }
        CompletableFuture<JsonObject> asker = waiting.remove(id);
        if (asker != null) {
            remember(id);
            asker.complete(message);
        } else if (abandoned.remove(id)) {
            remember(id);
        } else if (answered.contains(id)) {
            findings.add("stdout: a second answer to the same request: " + Findings.excerpt(message.toString()));
        } else {
            strayAnswer(message);
        }
    }

    private void remember(JsonValue id) {
        answered.addLast(id);
        if (answered.size() > REMEMBERED) {
            answered.removeFirst();
        }
    }

    /** With one request unanswered there is no doubt whose answer was spoilt, and no use in waiting on. */
    private void strayAnswer(JsonObject message) {
        var askers = List.copyOf(waiting.values());
        if (askers.size() == 1 && abandoned.isEmpty()) {
            askers.get(0).complete(message);
        } else {
            findings.add("stdout: an answer to no request of ours: " + Findings.excerpt(message.toString()));
        }
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        JsonValue id = java.util.Objects.requireNonNull(request.get("id"));
        var answer = new CompletableFuture<JsonObject>();
        waiting.put(id, answer);
        try {
            Supplier<McpException> over = end;
            if (over != null) {
                throw over.get();
            }
            JsonObject message =
                    write(request).thenCompose(sent -> answer).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return unwrap(request, id, message);
        } catch (TimeoutException late) {
            abandoned.add(id);
            throw new McpTimeoutException(tooLate(request, deadline), null);
        } catch (InterruptedException interrupted) {
            abandoned.add(id);
            Thread.currentThread().interrupt();
            throw new McpTimeoutException(
                    "Interrupted after " + Durations.print(deadline.elapsed()) + " while waiting for server '" + server
                            + "' to answer " + RequestName.of(request) + lastWords(),
                    interrupted);
        } catch (ExecutionException failed) {
            throw reason(failed);
        } finally {
            waiting.remove(id);
        }
    }

    private JsonObject unwrap(JsonObject request, JsonValue id, JsonObject message) {
        String asked = "Server '" + server + "' answered " + RequestName.of(request);
        boolean ownId = id.equals(message.get("id"));
        if (message.object("error").isPresent() && (ownId || JsonRpc.isErrorWithoutId(message))) {
            throw new McpErrorException(asked, message.object("error").get());
        }
        if (!ownId) {
            throw new McpProtocolException(
                    asked + " with id " + message.get("id") + ", but the request had id " + id
                            + ". A response must carry the id of its request, in the same JSON type.",
                    null);
        }
        return message.object("result")
                .orElseThrow(() -> new McpProtocolException(
                        asked + " with a result that is no object: " + Findings.excerpt(message.toString()), null));
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        Supplier<McpException> over = end;
        if (over != null) {
            throw over.get();
        }
        try {
            write(message).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new McpTimeoutException(
                    "Server '" + server + "' did not read " + RequestName.of(message)
                            + " from its standard input within " + Durations.print(deadline.budget()) + lastWords(),
                    null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new McpTimeoutException(
                    "Interrupted while sending " + RequestName.of(message) + " to server '" + server + "'",
                    interrupted);
        } catch (ExecutionException failed) {
            throw reason(failed);
        }
    }

    private McpException reason(ExecutionException failed) {
        return failed.getCause() instanceof McpException known
                ? known
                : new McpProtocolException("Server '" + server + "': " + failed.getCause(), failed.getCause());
    }

    private CompletableFuture<Void> write(JsonObject message) {
        byte[] line = (message + "\n").getBytes(UTF_8);
        return CompletableFuture.runAsync(
                () -> {
                    OutputStream input = process.input();
                    try {
                        input.write(line);
                        input.flush();
                    } catch (IOException broken) {
                        awaitEndIfDead();
                        throw ended();
                    }
                },
                writer);
    }

    /** Wait for the other one of two, but not for ever. */
    private static CompletableFuture<Object> within(Duration bound, CompletableFuture<?> other) {
        return other.<Object>handle((done, failed) -> "done")
                .completeOnTimeout("goes on", bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The pipe breaks a moment before the system reports the end of the process. */
    private void awaitEndIfDead() {
        try {
            process.exit().get(END_IS_REPORTED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillRuns) {
            // Then it has closed its input and goes on.
        }
    }

    private String tooLate(JsonObject request, Deadline deadline) {
        return "Server '" + server + "' did not answer " + RequestName.of(request) + " within "
                + Durations.print(deadline.budget()) + " (waited "
                + deadline.elapsed().toMillis() + " ms). " + RequestName.adviceWhenLate(request) + lastWords();
    }

    private String lastWords() {
        return "\n" + process.log().lastWords("standard error") + findings.paragraph();
    }

    private ServerDiedException ended() {
        String what = process.isAlive()
                ? "Server '" + server + "' closed its standard input or output while it still runs"
                : "Server '" + server + "' has ended";
        return new ServerDiedException(what + ". " + process.obituary() + findings.paragraph(), null);
    }

    private void fail(Supplier<McpException> reason) {
        if (end == null) {
            end = reason;
        }
        waiting.values().forEach(asker -> asker.completeExceptionally(reason.get()));
    }

    @Override
    public boolean hasExchangePerRequest() {
        return false;
    }

    /** There is one channel for everything. */
    @Override
    public void listen(Map<String, String> headers, Deadline deadline) {}

    @Override
    public List<String> findings() {
        return findings.all();
    }

    @Override
    public void close() {
        fail(() -> new McpProtocolException("The connection to server '" + server + "' is closed", null));
        watch.cancel(false);
        process.stop();
        writer.shutdownNow();
    }
}
