/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.WrongForms;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call that asks, and answers what it asks for. Requests for the roots do not count: servers send them when
 * they like.
 */
final class Conversation {

    private static final JsonObject DECLINE = MessageParts.object("{\"action\":\"decline\"}");
    private final Opened opened;
    private final AskingCall call;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger forms = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
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

    /** Answer requests for the roots: a server may ask for them before a call. */
    static Optional<JsonObject> withRoots(JsonObject request) {
        return RpcMessage.isCall(request, Methods.LIST_ROOTS)
                ? Optional.of(RpcMessage.result(request.get("id"), DeclaredCalls.NO_ROOTS))
                : Optional.empty();
    }

    /** Decline each form. */
    Conversation declining() {
        how = Forms.DECLINED;
        return this;
    }

    /**
     * Answer each form with values of a wrong type where it requires one, and decline those that come after a number of
     * requests.
     */
    Conversation answeringWrongly(int requests) {
        how = Forms.WRONG;
        wrongly = requests;
        return this;
    }

    /**
     * Make the call, and listen for requests.
     *
     * @return its response
     */
    JsonObject play() throws NoAnswerException, InterruptedException {
        opened.peer().answer(this::answered);
        opened.peer().listen();
        try {
            JsonObject response = opened.ask(Methods.CALL_TOOL, DeclaredCalls.params(call));
            requireAnswers();
            return response;
        } catch (NoAnswerException silent) {
            requireAnswers();
            throw new NoAnswerException(
                    "(" + DeclaredCalls.describe(call) + ", requests for input: " + asked() + ") " + silent.how());
        }
    }

    private void requireAnswers() {
        Throwable broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException(
                    "askingCall() could not answer " + DeclaredCalls.describe(call) + ": " + broken, broken);
        }
    }

    /** How many requests were answered. */
    int asked() {
        return asked.get();
    }

    /** Whether one of the requests was a form with a field that has to be filled in. */
    boolean hasForms() {
        return forms.get() > 0;
    }

    /** Called by the thread that reads, which must not end. */
    private Optional<JsonObject> answered(JsonObject request) {
        try {
            return Optional.of(RpcMessage.result(request.get("id"), answer(request)));
        } catch (RuntimeException | AssertionError broken) {
            failure.compareAndSet(null, broken);
            return Optional.of(RpcMessage.error(request.get("id"), RpcErrors.INTERNAL_ERROR, "No answer"));
        }
    }

    private JsonObject answer(JsonObject request) {
        JsonObject question = request.toBuilder().remove("jsonrpc").remove("id").build();
        if (RpcMessage.isCall(request, Methods.LIST_ROOTS)) {
            return DeclaredCalls.answer(call, question);
        }
        int before = asked.getAndIncrement();
        boolean isForm = WrongForms.isNeeding(request);
        if (isForm) {
            forms.incrementAndGet();
        }
        if (!isForm || how == Forms.AS_DECLARED) {
            return DeclaredCalls.answer(call, question);
        }
        return how == Forms.DECLINED || before >= wrongly
                ? DECLINE
                : WrongForms.answer(request, DeclaredCalls.answer(call, question))
                        .orElseThrow();
    }
}
