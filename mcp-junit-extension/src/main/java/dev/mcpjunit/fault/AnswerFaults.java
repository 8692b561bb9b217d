/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.Compressed.Encoding;
import dev.mcpjunit.fault.AnswerFault.HttpResponse;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The part of {@link FaultChoice} that is about the answer. */
interface AnswerFaults {

    @API(status = API.Status.INTERNAL, since = "0.1")
    InjectedFault inject(Fault fault);

    /**
     * Answer with an HTTP status; the request does not reach the server. HTTP only.
     *
     * @param status for example 503
     * @return the fault; never {@code null}
     */
    default InjectedFault status(int status) {
        return status(status, Map.of());
    }

    /**
     * Answer with an HTTP status and headers; the request does not reach the server. HTTP only.
     *
     * @param status for example 401
     * @param headers for example {@code WWW-Authenticate}
     * @return the fault; never {@code null}
     */
    default InjectedFault status(int status, Map<String, String> headers) {
        return inject(new HttpResponse(status, headers, "", Execution.SKIPPED));
    }

    /**
     * Answer with an HTTP status and {@code Retry-After}; the request does not reach the server. HTTP only.
     *
     * @param status 429 or 503
     * @param retryAfter how long the client is asked to wait; sent in whole seconds, rounded up
     * @return the fault; never {@code null}
     */
    default InjectedFault status(int status, Duration retryAfter) {
        Preconditions.requireNotNegative("Retry-After", retryAfter);
        long seconds = retryAfter.plusNanos(999_999_999).toSeconds();
        return status(status, Map.of("Retry-After", Long.toString(seconds)));
    }

    /**
     * Let the server execute, and answer with an HTTP status, like a gateway timeout. HTTP only.
     *
     * @param status for example 504
     * @return the fault; never {@code null}
     */
    default InjectedFault statusAfterExecution(int status) {
        return inject(new HttpResponse(status, Map.of(), "", Execution.DONE));
    }

    /**
     * Answer 404, like a server that no longer knows the session; the request does not reach the server. HTTP only.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault sessionLost() {
        return inject(new HttpResponse(
                404,
                Map.of("Content-Type", "application/json"),
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}",
                Execution.SKIPPED));
    }

    /**
     * Answer with an HTML page and status 200, like a captive portal; the request does not reach the server. HTTP only.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault html() {
        return inject(new HttpResponse(
                200,
                Map.of("Content-Type", "text/html"),
                "<!DOCTYPE html><title>Sign in</title><p>Please sign in to the network.",
                Execution.SKIPPED));
    }

    /**
     * Compress the answer, even if the client did not ask for it. HTTP only.
     *
     * @param encoding the compression
     * @return the fault; never {@code null}
     */
    default InjectedFault compressAnswer(Encoding encoding) {
        return inject(new AnswerFault.Compressed(encoding));
    }

    /**
     * Answer with a JSON-RPC error; the request does not reach the server.
     *
     * @param code for example -32603
     * @param message the error message
     * @return the fault; never {@code null}
     */
    default InjectedFault rpcError(int code, String message) {
        return inject(new AnswerFault.RpcError(code, message));
    }

    /**
     * Answer with a tool result that is an error; the request does not reach the server.
     *
     * @param text the text of the result
     * @return the fault; never {@code null}
     */
    default InjectedFault toolError(String text) {
        return inject(new AnswerFault.ToolError(text));
    }

    /**
     * Deliver a text that is not JSON instead of the answer.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault malformedJson() {
        return garbage("malformed JSON", "{\"jsonrpc\":\"2.0\",\"id\":oops}");
    }

    /**
     * Deliver any text instead of the answer.
     *
     * @param words what it is, in words
     * @param text the text
     * @return the fault; never {@code null}
     */
    default InjectedFault garbage(String words, String text) {
        return inject(new AnswerFault.Garbage(words, text));
    }

    /**
     * End the answer's JSON in the middle, in an otherwise complete message.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault truncatedJson() {
        return inject(new AnswerFault.TruncatedJson());
    }

    /**
     * Give the answer another id.
     *
     * @param change what happens to the id
     * @return the fault; never {@code null}
     */
    default InjectedFault changeId(IdChange change) {
        return inject(new AnswerFault.ChangedId(change));
    }

    /**
     * Change the answer's result.
     *
     * @param words the change, in words
     * @param change makes the other result
     * @return the fault; never {@code null}
     */
    default InjectedFault changeResult(String words, UnaryOperator<JsonObject> change) {
        return inject(new AnswerFault.ChangedResult(words, change));
    }

    /**
     * Answer with a tool result of a size that fills memory or context.
     *
     * @param bytes the size of its text
     * @return the fault; never {@code null}
     */
    default InjectedFault giantResult(int bytes) {
        return inject(new AnswerFault.GiantResult(bytes));
    }

    /**
     * Deliver the answer twice.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault duplicateAnswer() {
        return inject(new AnswerFault.DuplicateAnswer());
    }
}
