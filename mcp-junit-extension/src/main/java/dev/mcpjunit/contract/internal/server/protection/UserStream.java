/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
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

/** The subscription of a user, read in the background until it is closed. */
final class UserStream implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final String user;
    private final HttpPeer peer;
    private final JsonObject request;
    private final Duration timeout;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread reader;

    UserStream(String user, HttpPeer peer, JsonObject request, Duration timeout) {
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

    String user() {
        return user;
    }

    JsonValue id() {
        return Objects.requireNonNull(request.get("id"), "id");
    }

    /** Subscribe, and wait for the acknowledgment. */
    void open() throws InterruptedException {
        open(() -> false);
    }

    /** The same, or wait for something else. */
    void open(BooleanSupplier instead) throws InterruptedException {
        reader.start();
        long end = System.nanoTime() + timeout.toNanos();
        while (acknowledgments().isEmpty()
                && !instead.getAsBoolean()
                && System.nanoTime() - end < 0
                && !endsWithin(LOOK)) {
            // The wait is in the condition.
        }
    }

    List<JsonObject> acknowledgments() {
        return peer.messages().stream()
                .filter(message -> RpcMessage.isCall(message, Methods.ACKNOWLEDGED))
                .toList();
    }

    /** The response, which ends the subscription or refuses it. */
    Optional<JsonObject> answer() {
        return peer.messages().stream().filter(RpcMessage::isResponse).findFirst();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
