/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a server has sent to one client, in its order, and the answers to its pings: a server may end a connection whose
 * client does not answer them. Thread-safe.
 */
final class ReceivedMessages {

    private final List<String> texts = new ArrayList<>();
    private final List<JsonObject> messages = new ArrayList<>();
    private final Consumer<JsonObject> pong;

    /** @param pong sends the response to a ping; must not block */
    ReceivedMessages(Consumer<JsonObject> pong) {
        this.pong = pong;
    }

    /** Note a line, a body or an event, and answer the pings in it. */
    void add(String text) {
        List<JsonObject> added = RpcMessages.in(text).all();
        synchronized (this) {
            texts.add(text);
            messages.addAll(added);
            notifyAll();
        }
        added.stream()
                .filter(message -> RpcMessage.isRequest(message) && RpcMessage.isCall(message, Methods.PING))
                .forEach(ping -> pong.accept(RpcMessage.result(ping.get("id"), JsonObject.EMPTY)));
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    /** All messages so far; those of a batch one by one. */
    synchronized List<JsonObject> all() {
        return List.copyOf(messages);
    }

    /** Wait until a message of some kind has come after a number of others, or the time is over. */
    synchronized void await(int after, Duration bound, Predicate<JsonObject> kind) throws InterruptedException {
        var deadline = Deadline.after(bound);
        while (messages.stream().skip(after).noneMatch(kind) && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.remainingNanos());
        }
    }
}
