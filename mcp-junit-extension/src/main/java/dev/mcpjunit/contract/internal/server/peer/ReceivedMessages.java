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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What a server has sent to one client, in its order, and the answers to its requests: a server may end a connection
 * whose client does not answer its pings. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceivedMessages {

    private final List<String> texts = new ArrayList<>();
    private final List<JsonObject> messages = new ArrayList<>();
    private final Consumer<JsonObject> sender;
    private volatile Function<JsonObject, Optional<JsonObject>> answers = request -> Optional.empty();

    /** @param sender sends the response to a request of the server; must not block */
    ReceivedMessages(Consumer<JsonObject> sender) {
        this.sender = sender;
    }

    /** Answer the requests of the server from now on; a request without a response gets none. */
    void answering(Function<JsonObject, Optional<JsonObject>> responses) {
        answers = responses;
    }

    /** Note a line, a body or an event, and answer the requests in it. */
    void add(String text) {
        List<JsonObject> added = RpcMessages.in(text).all();
        synchronized (this) {
            texts.add(text);
            messages.addAll(added);
            notifyAll();
        }
        added.stream()
                .filter(RpcMessage::isRequest)
                .flatMap(request -> response(request).stream())
                .forEach(sender);
    }

    private Optional<JsonObject> response(JsonObject request) {
        return RpcMessage.isCall(request, Methods.PING)
                ? Optional.of(RpcMessage.result(request.get("id"), JsonObject.EMPTY))
                : answers.apply(request);
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
