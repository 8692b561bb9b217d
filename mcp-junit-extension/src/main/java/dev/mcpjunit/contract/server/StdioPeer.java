/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.internal.process.RelayedCommand;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process of a server, seen by a client that looks at each line. One request at a time; not thread-safe. */
final class StdioPeer implements Peer {

    private static final Duration PIPE_RUNS_DRY = Duration.ofSeconds(1);

    private final ServerProcess process;
    private final ClientDialect dialect;
    private final Duration timeout;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> outputRead;
    private final Runnable whenClosed;

    private StdioPeer(ServerProcess process, ClientDialect dialect, Duration timeout, Runnable whenClosed) {
        this.process = process;
        this.timeout = timeout;
        this.dialect = dialect;
        this.whenClosed = whenClosed;
        this.outputRead = process.readOutput(Limits.messageBytes(), this::line, this::tooLong);
    }

    /** Start a process of a server. */
    static StdioPeer start(StdioServer server, ClientDialect dialect, Duration timeout) {
        return new StdioPeer(server.start(server.endpoint()), dialect, timeout, () -> {});
    }

    /** Start a process of a server whose standard error is not read. */
    static StdioPeer startWithUnreadErrors(StdioServer server, ClientDialect dialect, Duration timeout) {
        McpEndpoint.Stdio endpoint = server.endpoint();
        var environment = new LinkedHashMap<>(System.getenv());
        environment.putAll(endpoint.environment());
        var output = new BlockedOutput();
        var command = new McpEndpoint.Stdio(endpoint.command(), environment, endpoint.directory());
        return new StdioPeer(server.start(new RelayedCommand(command, output)), dialect, timeout, output::open);
    }

    /** It is a line of the output, although it is not kept. */
    private void tooLong() {
        lines.add("(a line of more than " + Limits.messageLimit() + ")");
    }

    private void line(String line) {
        lines.add(line);
        RpcMessages.in(line).all().stream().filter(RpcMessage::isResponse).forEach(answers::add);
    }

    /** Do what a client does before its first request of interest. */
    void open() throws NoAnswerException, InterruptedException {
        JsonObject opening = ask(dialect.opening(Ids.number(1)));
        if (opening.object("result").isEmpty()) {
            throw new NoAnswerException("was refused: " + opening);
        }
        if (!dialect.isStateless()) {
            tell(dialect.notification(Methods.INITIALIZED));
        }
    }

    /**
     * Send a request and wait for the next response, whatever its id.
     *
     * @throws NoAnswerException if none comes
     */
    @Override
    public JsonObject ask(JsonObject request) throws NoAnswerException, InterruptedException {
        return askWithin(timeout, request);
    }

    @Override
    public JsonObject askWithin(Duration bound, JsonObject request) throws NoAnswerException, InterruptedException {
        answers.clear();
        tell(request);
        var deadline = Deadline.after(bound);
        while (!deadline.isOver()) {
            JsonObject answer = answers.poll(50, TimeUnit.MILLISECONDS);
            if (answer != null) {
                return answer;
            }
            if (!process.isAlive()) {
                drain();
                if (answers.isEmpty()) {
                    throw new NoAnswerException("ended the server. " + process.exitReport());
                }
            }
        }
        throw new NoAnswerException("was not answered within " + Durations.print(bound) + ".");
    }

    /** Send a message and wait for nothing. */
    @Override
    public void tell(JsonObject message) throws NoAnswerException, InterruptedException {
        tellText(message.toString());
    }

    @Override
    public void tellText(String text) throws NoAnswerException, InterruptedException {
        try {
            BoundedCall.run("mcp-junit writes to a server", timeout, () -> {
                process.input().write((text + "\n").getBytes(UTF_8));
                process.input().flush();
                return true;
            });
        } catch (TimeoutException full) {
            throw new NoAnswerException("was not read within " + Durations.print(timeout) + ".");
        } catch (ExecutionException broken) {
            throw new NoAnswerException("could not be sent: " + broken.getCause() + ". " + process.exitReport());
        }
    }

    JsonObject request(JsonValue id, String method, JsonObject params) {
        return dialect.request(id, method, params);
    }

    @Override
    public ClientDialect dialect() {
        return dialect;
    }

    @Override
    public List<JsonObject> messages() {
        return lines.stream()
                .flatMap(line -> RpcMessages.in(line).all().stream())
                .toList();
    }

    /** All lines of the standard output so far, as they are. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether the server exits within a time once its input has ended. */
    boolean exits(Duration bound) throws InterruptedException {
        process.endInput();
        try {
            process.exit().get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stays) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        drain();
        return true;
    }

    /** Read what is left in the pipe. A process that the server has started may hold it open. */
    private void drain() throws InterruptedException {
        try {
            outputRead.get(PIPE_RUNS_DRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException heldOpen) {
            // What the server had to say itself has been said.
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Who of the server and of what it started still runs when a time is over. */
    List<String> remaining(Duration bound) throws InterruptedException {
        return process.awaitFamily(Deadline.after(bound));
    }

    @Override
    public void close() {
        whenClosed.run();
        process.stop();
    }

    /** Blocks every write until it is opened, and discards what is written from then on. */
    private static final class BlockedOutput extends OutputStream {

        private final CountDownLatch opened = new CountDownLatch(1);

        void open() {
            opened.countDown();
        }

        @Override
        public void write(int b) throws InterruptedIOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws InterruptedIOException {
            try {
                opened.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while output was blocked");
            }
        }
    }
}
