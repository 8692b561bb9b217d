/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes a call that asks, and answers what it asks for. */
final class Conversation {

    private static final Map<String, ?> DECLINE = Map.of("action", "decline");
    private static final Map<String, ?> WRONG = Map.of("mcp-junit", "an object where the form has a field");

    private final Opened opened;
    private final AskingCall call;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger forms = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private Forms how = Forms.AS_DECLARED;
    private int wrongly;

    /** How forms are answered. */
    private enum Forms {
        AS_DECLARED,
        DECLINED,
        WRONG
    }

    Conversation(Opened opened, AskingCall call) {
        this.opened = opened;
        this.call = call;
    }

    /** Decline each form. */
    Conversation declining() {
        how = Forms.DECLINED;
        return this;
    }

    /** Answer each form with values of a wrong type, and decline those that come after a number of requests. */
    Conversation answeringWrongly(int requests) {
        how = Forms.WRONG;
        wrongly = requests;
        return this;
    }

    /**
     * Make the call.
     *
     * @return its response
     */
    JsonObject play() throws NoAnswerException, InterruptedException {
        opened.peer().answer(this::answered);
        JsonObject response = opened.ask(Methods.CALL_TOOL, DeclaredCalls.params(call));
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException(
                    "askingCall() could not answer " + DeclaredCalls.describe(call) + ": " + broken, broken);
        }
        return response;
    }

    /** How many requests were answered. */
    int asked() {
        return asked.get();
    }

    /** Whether one of the requests was a form with fields. */
    boolean hasForms() {
        return forms.get() > 0;
    }

    /** Called by the thread that reads, which must not end. */
    private Optional<JsonObject> answered(JsonObject request) {
        try {
            return Optional.of(JsonObject.builder()
                    .put("jsonrpc", "2.0")
                    .put("id", request.get("id"))
                    .put("result", answer(request))
                    .build());
        } catch (RuntimeException broken) {
            failure.compareAndSet(null, broken);
            return Optional.of(RpcMessage.error(request.get("id"), RpcErrors.INTERNAL_ERROR, "No answer"));
        }
    }

    private Map<String, ?> answer(JsonObject request) {
        int before = asked.getAndIncrement();
        JsonObject fields = RpcMessage.params(request)
                .object("requestedSchema")
                .flatMap(schema -> schema.object("properties"))
                .orElse(JsonObject.EMPTY);
        boolean isForm = RpcMessage.isCall(request, Methods.ELICIT) && !fields.isEmpty();
        if (isForm) {
            forms.incrementAndGet();
        }
        if (!isForm || how == Forms.AS_DECLARED) {
            return call.answers()
                    .apply(request.toBuilder().remove("jsonrpc").remove("id").build());
        }
        if (how == Forms.DECLINED || before >= wrongly) {
            return DECLINE;
        }
        var content = JsonObject.builder();
        fields.names().forEach(name -> content.put(name, WRONG));
        return Map.of("action", "accept", "content", content.build());
    }
}
