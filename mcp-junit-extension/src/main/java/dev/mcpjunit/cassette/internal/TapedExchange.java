/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A recorded message of the client, and what the server did about it.
 *
 * @param number its place among the recorded messages of the client, from 1
 * @param message the message
 * @param steps what was sent until the answer, in order
 * @param status the HTTP status, if it was an error
 * @param ending how it ended without an answer
 * @param after what the server sent by itself before the next message of the client
 * @param test the test that sent the message; {@link RecordedTests#NO_TEST} if it was sent outside of tests, and empty
 *     if several tests ran
 */
record TapedExchange(
        int number,
        JsonObject message,
        List<Step> steps,
        OptionalInt status,
        Ending ending,
        List<After> after,
        Optional<String> test) {

    /** How an exchange ended that has no answer. */
    enum Ending {
        /** It did not end before the recording did. */
        OPEN,
        /** The server went away. */
        SERVER_GONE
    }

    /**
     * A message that the server sent by itself.
     *
     * @param answer what the client answered, if it is a request and was answered
     */
    record After(JsonObject message, Optional<JsonObject> answer) {}

    /** One message in the course of an exchange. */
    sealed interface Step {}

    /** The server sent a message. */
    record Send(JsonObject message) implements Step {}

    /**
     * The client answered a request of the server.
     *
     * @param request the request, as recorded
     * @param answer the answer, as recorded
     */
    record Await(JsonObject request, JsonObject answer) implements Step {}

    TapedExchange {
        steps = List.copyOf(steps);
        after = List.copyOf(after);
    }

    String method() {
        return message.string("method").orElse("");
    }

    JsonObject params() {
        return RpcMessage.params(message);
    }

    /** The answer, if there was one. */
    Optional<JsonObject> answer() {
        return steps.stream()
                .filter(Send.class::isInstance)
                .map(step -> ((Send) step).message())
                .filter(sent -> RpcMessage.isResponseTo(message, sent) || isErrorOf(sent))
                .findFirst();
    }

    /** Whether a message of the server ends the exchange. */
    boolean isEndedBy(JsonObject sent) {
        return RpcMessage.isResponseTo(message, sent) || isErrorOf(sent);
    }

    private boolean isErrorOf(JsonObject sent) {
        return status.isPresent() && RpcMessage.isErrorWithoutId(sent);
    }
}
