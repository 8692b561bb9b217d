/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what comes on a channel that all requests share: answers to those who asked, the server's own messages to the
 * inbox, the rest to the findings. When the channel ends, every waiting caller fails.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PendingRequests {

    /** A second answer comes soon after the first. */
    private static final int REMEMBERED = 100;

    private final String subject;
    private final String channel;
    private final Inbox inbox;
    private final Findings findings;
    private final ConnectionTape tape;
    private final Map<JsonValue, Asker> waiting = new ConcurrentHashMap<>();
    private final Set<JsonValue> abandoned = ConcurrentHashMap.newKeySet();
    private final Deque<JsonValue> answered = new ArrayDeque<>();
    private volatile @Nullable Function<JsonObject, McpException> end;

    /**
     * Sort what is yet to come.
     *
     * @param subject the server, as messages begin
     * @param channel the channel, as findings begin
     * @param inbox takes what the server says by itself
     * @param tape records what comes
     */
    public PendingRequests(String subject, String channel, Inbox inbox, Findings findings, ConnectionTape tape) {
        this.tape = tape;
        this.subject = subject;
        this.channel = channel;
        this.inbox = inbox;
        this.findings = findings;
    }

    /** Wait for the answer to a request that is about to be sent. */
    public CompletableFuture<JsonObject> expect(JsonObject request) {
        var answer = new CompletableFuture<JsonObject>();
        waiting.put(id(request), new Asker(request, answer));
        reasonFor(request).ifPresent(answer::completeExceptionally);
        return answer;
    }

    /** Wait no longer; an answer that still comes is no wonder. */
    public void abandon(JsonObject request) {
        abandoned.add(id(request));
    }

    /** A request that is through, with or without an answer. */
    public void forget(JsonObject request) {
        waiting.remove(id(request));
    }

    /** Tell everybody who waits, and who will, that no answer comes any more. The first reason counts. */
    public void end(Function<JsonObject, McpException> reason) {
        if (end == null) {
            end = reason;
        }
        waiting.values().forEach(asker -> asker.answer().completeExceptionally(reason.apply(asker.request())));
    }

    /** Why there is no answer to a message; empty while there may be one. */
    public Optional<McpException> reasonFor(JsonObject message) {
        return Optional.ofNullable(end).map(reason -> reason.apply(message));
    }

    /** Take one message, or several in a batch. Called by one thread at a time. */
    public void take(String text) {
        RpcMessages messages = RpcMessages.in(text);
        tape.fromServer(text, messages.all());
        Optional<String> limit = messages.isEmpty() ? RpcMessages.limitExceededBy(text) : Optional.empty();
        if (limit.isPresent()) {
            refuse("JSON beyond a limit of mcp-junit. " + limit.get() + " It began with " + Findings.excerpt(text));
            return;
        }
        if (messages.isEmpty()) {
            if (answersNothing(text)) {
                return;
            }
            findings.add(
                    text.isBlank()
                            ? channel + ": an empty line, where only JSON-RPC messages are allowed"
                            : channel + ": not a JSON-RPC message: " + Findings.excerpt(text));
            return;
        }
        messages.all().forEach(this::take);
    }

    /** Whether this is neither a result nor an error, but has the id of a request, which is then answered by it. */
    private boolean answersNothing(String text) {
        Optional<JsonObject> found = RpcMessages.withoutOutcome(text);
        Optional<Asker> asker = found.map(PendingRequests::id).map(waiting::remove);
        asker.ifPresent(waiter -> waiter.answer().complete(found.orElseThrow()));
        return asker.isPresent();
    }

    /**
     * Report what was not read because of a limit of ours. It may have been any answer, so every waiting caller fails.
     *
     * @param what what the server sent, as the end of a sentence that begins with the server
     */
    public void refuse(String what) {
        if (waiting.isEmpty()) {
            findings.add(channel + ": " + what);
        }
        waiting.values().forEach(asker -> asker.answer()
                .completeExceptionally(new McpProtocolException(
                        subject + " sent, while " + RequestName.of(asker.request()) + " was not answered, " + what,
                        null)));
    }

    private void take(JsonObject message) {
        if (RpcMessage.isCall(message)) {
            inbox.take(message);
            return;
        }
        JsonValue id = message.get("id");
        if (id == null) {
            stray(message);
            return;
        }
        Asker asker = waiting.remove(id);
        if (asker != null) {
            remember(id);
            asker.answer().complete(message);
        } else if (abandoned.remove(id)) {
            remember(id);
        } else if (answered.contains(id)) {
            findings.addUnexpectedAnswer(
                    channel + ": a second answer to the same request: " + Findings.excerpt(message.toString()));
        } else {
            stray(message);
        }
    }

    private void remember(JsonValue id) {
        answered.addLast(id);
        if (answered.size() > REMEMBERED) {
            answered.removeFirst();
        }
    }

    /** With one request unanswered there is no doubt whose answer was spoilt, and no use in waiting on. */
    private void stray(JsonObject message) {
        var askers = List.copyOf(waiting.values());
        if (askers.size() == 1 && abandoned.isEmpty()) {
            askers.get(0).answer().complete(message);
        } else {
            findings.addUnexpectedAnswer(
                    channel + ": an answer to no request of ours: " + Findings.excerpt(message.toString()));
        }
    }

    /**
     * Take the result out of an answer.
     *
     * @param asked who answered what, as messages begin
     * @throws McpErrorException if the answer is an error
     * @throws McpProtocolException if it is the answer to something else, or none
     */
    public static JsonObject resultIn(String asked, JsonObject request, JsonObject answer) {
        JsonValue id = id(request);
        boolean ownId = id.equals(answer.get("id"));
        Optional<JsonObject> error = answer.object("error");
        if (error.isPresent() && (ownId || RpcMessage.isErrorWithoutId(answer))) {
            throw failure(asked, error.get());
        }
        if (!ownId) {
            throw new McpProtocolException(
                    asked + " with id " + answer.get("id") + ", but the request had id " + id
                            + ". A response must carry the id of its request, in the same JSON type.",
                    null);
        }
        return answer.object("result")
                .orElseThrow(() -> new McpProtocolException(
                        asked + " with " + wrongOutcome(answer) + ": " + Findings.excerpt(answer.toString()), null));
    }

    private static String wrongOutcome(JsonObject answer) {
        if (answer.has("result")) {
            return "a result that is no object";
        }
        return answer.has("error") ? "an error that is no object" : "neither a result nor an error";
    }

    /**
     * Make the failure for an error that a server sent.
     *
     * @param asked who answered what, as messages begin
     */
    public static McpException failure(String asked, JsonObject error) {
        if (RpcErrors.code(error).isPresent()) {
            return new McpErrorException(asked, error);
        }
        return new McpProtocolException(
                asked + " with an error whose code is "
                        + (error.has("code")
                                ? "no integer: " + Findings.excerpt(String.valueOf(error.get("code")))
                                : "missing")
                        + ". JSON-RPC requires an integer, such as -32602. The error was "
                        + Findings.excerpt(error.toString()),
                null);
    }

    private static JsonValue id(JsonObject request) {
        return Objects.requireNonNull(request.get("id"));
    }

    private record Asker(JsonObject request, CompletableFuture<JsonObject> answer) {}
}
