/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.internal.wire.PendingRequests;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.internal.wire.Wire;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Observer;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;

/**
 * Speaks with a child process over its standard input and output.
 *
 * <p>A line that is no JSON-RPC message (a banner, a debug print, an empty line) is kept as a finding and skipped: the
 * protocol forbids it, but what a test is about should not be hidden by it. When the process ends, every waiting caller
 * fails immediately, with its exit code and last lines of standard error.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StdioWire implements Wire {

    /** A process closes its streams a moment before the system reports its end; on a busy machine, a long one. */
    private static final Duration END_IS_REPORTED = Duration.ofSeconds(1);

    private final String server;
    private final ServerProcess process;
    private final Findings findings = new Findings();
    private final ConnectionTape tape;
    private final PendingRequests answers;
    private final ExecutorService writer;
    private final CompletableFuture<Void> watch;
    private volatile boolean closed;

    /** Use a process that has no other client, and record nothing. */
    public StdioWire(String server, ServerProcess process, Inbox inbox) {
        this(server, process, inbox, ServerTape.OFF);
    }

    /**
     * Use a process that has no other client.
     *
     * @param server the server's name, for messages
     * @param process the process; closed with this wire
     * @param inbox takes what the server says by itself
     */
    public StdioWire(String server, ServerProcess process, Inbox inbox, ServerTape tape) {
        this.tape = tape.connection(Carrier.STDIO, Observer.CONNECTION);
        this.server = server;
        this.process = process;
        this.answers = new PendingRequests("Server '" + server + "'", "stdout", inbox, findings, this.tape);
        // A server that does not read its input blocks the one who writes; that must not be the one who waits.
        this.writer = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "mcp-junit stdin of " + server);
            thread.setDaemon(true);
            return thread;
        });
        this.watch = watchEnd(process.readOutput(Limits.messageBytes(), this::line, this::tooLong));
    }

    /** The end of the process or of its output ends all waits, after what is still in the pipe has been read. */
    private CompletableFuture<Void> watchEnd(CompletableFuture<Void> outputRead) {
        CompletableFuture<Integer> exit = process.exit();
        CompletableFuture<Void> unused = outputRead.exceptionally(failed -> {
            answers.end(message -> unreadable(failed));
            return null;
        });
        return CompletableFuture.anyOf(outputRead, exit)
                .thenCompose(first ->
                        exit.isDone() ? within(process.lastLinesTimeout(), outputRead) : within(END_IS_REPORTED, exit))
                .thenRun(this::endAll);
    }

    private void endAll() {
        if (!closed) {
            // Not the whole report: who waits for an answer must not wait for the last lines twice.
            tape.ended(process.isAlive() ? "It closed its standard output and still runs." : process.exitPhrase());
        }
        answers.end(message -> ended());
    }

    /** It is our reader that has failed, not the server. */
    private McpException unreadable(Throwable failed) {
        return new McpProtocolException(
                "What server '" + server + "' wrote to its standard output could not be read: "
                        + MessageTooLargeException.in(failed).orElse(String.valueOf(failed)),
                failed);
    }

    private void tooLong() {
        answers.refuse("a line of more than " + Limits.messageLimit());
    }

    private void line(String line) {
        String text = line;
        if (text.startsWith("\uFEFF")) {
            findings.add("stdout: a byte order mark, which JSON text must not have");
            text = text.substring(1);
        }
        answers.take(text);
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        ExchangeTape exchange = tape.begin(request);
        return exchange.call(() -> call(request, deadline, exchange));
    }

    private JsonObject call(JsonObject request, Deadline deadline, ExchangeTape exchange) {
        rejectIfOver(request, exchange);
        CompletableFuture<JsonObject> answer = answers.expect(request);
        try {
            JsonObject message = write(request, exchange)
                    .thenCompose(sent -> answer)
                    .get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return PendingRequests.resultIn(
                    "Server '" + server + "' answered " + RequestName.of(request), request, message);
        } catch (TimeoutException late) {
            answers.abandon(request);
            throw new McpTimeoutException(tooLate(request, deadline), null);
        } catch (InterruptedException interrupted) {
            answers.abandon(request);
            Thread.currentThread().interrupt();
            throw new McpTimeoutException(
                    "Interrupted after " + Durations.print(deadline.elapsed()) + " while waiting for server '" + server
                            + "' to answer " + RequestName.of(request) + lastLines(),
                    interrupted);
        } catch (ExecutionException failed) {
            throw reason(failed);
        } finally {
            answers.forget(request);
        }
    }

    private void rejectIfOver(JsonObject message, ExchangeTape exchange) {
        answers.reasonFor(message).ifPresent(reason -> {
            // The transcript shows what the client tried to send.
            exchange.fromClient(message, line(message).length - 1);
            throw reason;
        });
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        ExchangeTape exchange = tape.begin(message);
        exchange.post(() -> post(message, deadline, exchange));
    }

    private void post(JsonObject message, Deadline deadline, ExchangeTape exchange) {
        rejectIfOver(message, exchange);
        try {
            write(message, exchange).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new McpTimeoutException(
                    "Server '" + server + "' did not read " + RequestName.of(message)
                            + " from its standard input within " + Durations.print(deadline.budget()) + lastLines(),
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

    private CompletableFuture<Void> write(JsonObject message, ExchangeTape exchange) {
        byte[] line = line(message);
        exchange.fromClient(message, line.length - 1);
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

    private static byte[] line(JsonObject message) {
        return (message + "\n").getBytes(UTF_8);
    }

    /** Wait for the other of two, with a bound. */
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
                + deadline.elapsed().toMillis() + " ms). " + RequestName.adviceWhenLate(request) + lastLines();
    }

    private String lastLines() {
        return "\n" + process.log().lastLines("standard error") + findings.paragraph();
    }

    private ServerDiedException ended() {
        String what = process.isAlive()
                ? "Server '" + server + "' closed its standard input or output while it still runs"
                : "Server '" + server + "' has ended";
        return new ServerDiedException(what + ". " + process.exitReport() + findings.paragraph(), null);
    }

    @Override
    public void requireServer() {
        if (watch.isDone()) {
            throw ended();
        }
    }

    @Override
    public List<String> findings() {
        return findings.all();
    }

    @Override
    public UnexpectedAnswers unexpectedAnswers() {
        return findings.unexpectedAnswers();
    }

    @Override
    public void close() {
        closed = true;
        answers.end(message -> new McpProtocolException("The connection to server '" + server + "' is closed", null));
        watch.cancel(false);
        process.stop();
        writer.shutdownNow();
    }
}
