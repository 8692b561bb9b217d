/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Faults of the answer: the client gets something else than the server's answer. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface AnswerFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * An HTTP response arrives instead of the answer.
     *
     * @param status the status code, from 200 to 599
     * @param headers further headers, for example {@code Retry-After}
     * @param body the body
     * @param execution whether the server executes the request first
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HttpResponse(int status, Map<String, String> headers, String body, Execution execution)
            implements AnswerFault {

        /** Copy the headers, and reject an impossible status. */
        public HttpResponse {
            Preconditions.requireBetween(200, 599, "The HTTP status of an answer", status);
            headers = Map.copyOf(headers);
        }

        /** Whether the server executes a request whose answer is replaced. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum Execution {
            /** The request does not reach the server. */
            SKIPPED,
            /** The server executes and answers the request; its answer is replaced. */
            DONE
        }

        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public String toString() {
            return "HTTP " + status
                    + (headers.containsKey("Retry-After") ? " Retry-After " + headers.get("Retry-After") : "")
                    + (body.isEmpty() ? "" : " with a body")
                    + (execution == Execution.DONE ? " after the server executed" : "");
        }
    }

    /**
     * The answer arrives in a compressed body, as some servers and gateways send it even to clients that did not ask
     * for it.
     *
     * @param encoding the compression
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Compressed(Encoding encoding) implements AnswerFault {

        /** How a body can be compressed. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum Encoding {
            /** {@code Content-Encoding: gzip}. */
            GZIP,
            /** {@code Content-Encoding: deflate}, in the zlib format as RFC 9110 has it. */
            DEFLATE
        }

        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public String toString() {
            return "answer compressed by " + (encoding == Encoding.GZIP ? "gzip" : "deflate");
        }
    }

    /**
     * A JSON-RPC error arrives instead of the answer; the request does not reach the server.
     *
     * @param code the error code, for example -32603
     * @param message the error message
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record RpcError(int code, String message) implements AnswerFault {
        @Override
        public String toString() {
            return "JSON-RPC error " + code;
        }
    }

    /**
     * A tool result with {@code isError} arrives instead of the answer; the request does not reach the server.
     *
     * @param text the text of the result
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ToolError(String text) implements AnswerFault {
        @Override
        public String toString() {
            return "tool error";
        }
    }

    /**
     * A text that is not a JSON-RPC message arrives instead of the answer.
     *
     * @param words what it is, in words
     * @param text the text
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Garbage(String words, String text) implements AnswerFault {
        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public String toString() {
            return words + " instead of the answer";
        }
    }

    /** The answer's JSON ends in the middle, in an otherwise complete message. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record TruncatedJson() implements AnswerFault {
        @Override
        public Needs needs() {
            return Needs.WIRE;
        }

        @Override
        public String toString() {
            return "truncated JSON";
        }
    }

    /**
     * The answer arrives with another id than the request had.
     *
     * @param change what happens to the id
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedId(IdChange change) implements AnswerFault {

        /** What can happen to an id. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum IdChange {
            /** An id that no request has. */
            WRONG,
            /** The same id as a string instead of a number, or the other way round. */
            RETYPED,
            /** JSON {@code null}. */
            NULL
        }

        @Override
        public String toString() {
            return switch (change) {
                case WRONG -> "wrong id";
                case RETYPED -> "id of another type";
                case NULL -> "id null";
            };
        }
    }

    /**
     * The answer's result is changed.
     *
     * @param words the change, in words
     * @param change makes the other result
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedResult(String words, UnaryOperator<JsonObject> change) implements AnswerFault {
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * The answer is a tool result of a size that fills memory or context.
     *
     * @param bytes the size of its text
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record GiantResult(int bytes) implements AnswerFault {

        /** Reject a negative size. */
        public GiantResult {
            Preconditions.requireAtLeast(0, "The number of bytes", bytes);
        }

        @Override
        public String toString() {
            return "giant result of " + bytes + " bytes";
        }
    }

    /** The answer arrives twice. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DuplicateAnswer() implements AnswerFault {
        @Override
        public String toString() {
            return "answer twice";
        }
    }
}
