/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.internal.process.RelayedCommand;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A process of a server, seen by a client that looks at each line. One request at a time; not thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StdioPeer implements Peer {

    private static final Duration PIPE_RUNS_DRY = Duration.ofSeconds(1);

    private final ServerProcess process;
    private final ClientDialect dialect;
    private final Duration timeout;
    private final ReceivedMessages received = new ReceivedMessages(this::respond);
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
    public static StdioPeer start(StdioServer server, ClientDialect dialect, Duration timeout) {
        return new StdioPeer(server.start(server.endpoint()), dialect, timeout, () -> {});
    }

    /** Start a process of a server whose standard error is not read. */
    public static StdioPeer startWithUnreadErrors(StdioServer server, ClientDialect dialect, Duration timeout) {
        McpEndpoint.Stdio endpoint = server.endpoint();
        var environment = new LinkedHashMap<>(System.getenv());
        environment.putAll(endpoint.environment());
        var output = new BlockedOutput();
        var command = new McpEndpoint.Stdio(endpoint.command(), environment, endpoint.directory());
        return new StdioPeer(server.start(new RelayedCommand(command, output)), dialect, timeout, output::open);
    }

    /** It is a line of the output, although it is not kept. */
    private void tooLong() {
        received.add("(a line of more than " + Limits.messageLimit() + ")");
    }

    private void line(String line) {
        received.add(line);
        RpcMessages.in(line).all().stream().filter(RpcMessage::isResponse).forEach(answers::add);
    }

    /** The reader of the output must go on whatever the server does with its input. */
    private void respond(JsonObject response) {
        if (!dialect.isStateless()) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
                try {
                    write(response.toString());
                } catch (IOException ended) {
                    // The next request reports it.
                }
            });
        }
    }

    private void write(String text) throws IOException {
        OutputStream input = process.input();
        synchronized (input) {
            input.write((text + "\n").getBytes(UTF_8));
            input.flush();
        }
    }

    @Override
    public JsonObject begin() throws NoAnswerException, InterruptedException {
        return ask(dialect.opening(Ids.number(1)));
    }

    /** Do what a client does before its first request of interest. */
    public void open() throws NoAnswerException, InterruptedException {
        JsonObject opening = begin();
        if (opening.object("result").isEmpty()) {
            throw new NoAnswerException("was refused: " + opening);
        }
        if (!dialect.isStateless()) {
            tell(dialect.notification(Methods.INITIALIZED));
        }
    }

    /**
     * Send a request and wait for its response. Of other responses, only an error without an id may be the answer, if
     * no other comes in time.
     *
     * @throws NoAnswerException if none comes
     */
    @Override
    public JsonObject ask(JsonObject request) throws NoAnswerException, InterruptedException {
        return askWithin(timeout, request);
    }

    @Override
    public JsonObject askWithin(Duration bound, JsonObject request) throws NoAnswerException, InterruptedException {
        return ask(bound, request, answer -> isFor(request, answer));
    }

    /** Send a request and wait for the next response, whatever its id. */
    public JsonObject askForAny(JsonObject request) throws NoAnswerException, InterruptedException {
        return ask(timeout, request, answer -> true);
    }

    /** Another check is about a server that turns numbers into text. */
    private static boolean isFor(JsonObject request, JsonObject answer) {
        return text(request.get("id")).equals(text(answer.get("id")));
    }

    private static String text(@Nullable JsonValue id) {
        return id instanceof JsonString string ? string.value() : String.valueOf(id);
    }

    private JsonObject ask(Duration bound, JsonObject request, Predicate<JsonObject> isAnswer)
            throws NoAnswerException, InterruptedException {
        answers.clear();
        tell(request);
        var others = new ArrayList<JsonObject>();
        var deadline = Deadline.after(bound);
        while (!deadline.isOver()) {
            JsonObject answer = answers.poll(50, TimeUnit.MILLISECONDS);
            if (answer != null && isAnswer.test(answer)) {
                return answer;
            }
            if (answer != null) {
                others.add(answer);
            }
            if (!process.isAlive()) {
                drain();
                if (answers.isEmpty()) {
                    throw new NoAnswerException("ended the server. " + process.exitReport());
                }
            }
        }
        return others.stream()
                .filter(RpcMessage::isErrorWithoutId)
                .findFirst()
                .orElseThrow(() -> new NoAnswerException("was not answered within " + Durations.print(bound) + "."
                        + (others.isEmpty()
                                ? ""
                                : " Meanwhile, there was a response with another id: "
                                        + Findings.excerpt(others.get(0).toString()))));
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
                write(text);
                return true;
            });
        } catch (TimeoutException full) {
            throw new NoAnswerException("was not read within " + Durations.print(timeout) + ".");
        } catch (ExecutionException broken) {
            throw new NoAnswerException("could not be sent: " + broken.getCause() + ". " + process.exitReport());
        }
    }

    public JsonObject request(JsonValue id, String method, JsonObject params) {
        return dialect.request(id, method, params);
    }

    @Override
    public ClientDialect dialect() {
        return dialect;
    }

    @Override
    public ReceivedMessages received() {
        return received;
    }

    @Override
    public boolean listen() {
        return true;
    }

    /** All lines of the standard output so far, as they are. */
    public List<String> lines() {
        return received.texts();
    }

    /** Whether the server exits within a time once its input has ended. */
    public boolean exits(Duration bound) throws InterruptedException {
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
    public List<String> remaining(Duration bound) throws InterruptedException {
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
