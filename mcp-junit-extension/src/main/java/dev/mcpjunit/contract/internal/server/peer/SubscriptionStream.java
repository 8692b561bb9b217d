/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/** The subscription of a user, read in the background until it is closed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SubscriptionStream implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final String user;
    private final HttpPeer peer;
    private final JsonObject request;
    private final Duration timeout;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread reader;

    public SubscriptionStream(String user, HttpPeer peer, JsonObject request, Duration timeout) {
        this.user = user;
        this.peer = peer;
        this.request = request;
        this.timeout = timeout;
        this.reader = new Thread(this::read, "mcp-junit reads a subscription");
        reader.setDaemon(true);
    }

    private void read() {
        // Each wait of the check is bounded, so that the stream outlives them all.
        Deadline deadline = Deadline.after(timeout.multipliedBy(4).plus(MARGIN));
        try {
            JsonObject unused = peer.askWithin(deadline.remaining(), request);
        } catch (NoAnswerException | InterruptedException over) {
            if (deadline.isOver()) {
                // The server has not ended the stream.
                return;
            }
        }
        ended.countDown();
    }

    public String user() {
        return user;
    }

    public JsonValue id() {
        return Objects.requireNonNull(request.get("id"), "id");
    }

    /** Subscribe, and wait for the acknowledgment. */
    public void open() throws InterruptedException {
        open(() -> false);
    }

    /** The same, or wait for something else. */
    public void open(BooleanSupplier instead) throws InterruptedException {
        reader.start();
        long end = System.nanoTime() + timeout.toNanos();
        while (acknowledgments().isEmpty()
                && !instead.getAsBoolean()
                && System.nanoTime() - end < 0
                && !endsWithin(LOOK)) {
            // The wait is in the condition.
        }
    }

    public List<JsonObject> acknowledgments() {
        return peer.messages().stream()
                .filter(message -> RpcMessage.isCall(message, Methods.ACKNOWLEDGED))
                .toList();
    }

    /** The response, which ends the subscription or refuses it. */
    public Optional<JsonObject> answer() {
        return peer.messages().stream().filter(RpcMessage::isResponse).findFirst();
    }

    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    public boolean endsWithin(Duration time) throws InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
