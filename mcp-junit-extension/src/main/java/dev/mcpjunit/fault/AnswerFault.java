/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Faults of the answer: something else arrives than the server said, or the server is not even asked. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface AnswerFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * An HTTP response comes instead of the answer.
     *
     * @param status the status code
     * @param headers further headers, for example {@code Retry-After}
     * @param body the body
     * @param executed whether the server is asked first, so that it has executed the request
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HttpResponse(int status, Map<String, String> headers, String body, boolean executed) implements AnswerFault {

        /** Copy the headers, and refuse an impossible status. */
        public HttpResponse {
            Preconditions.requireBetween(200, 599, "The HTTP status of an answer", status);
            headers = Map.copyOf(headers);
        }

        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public Script script() {
            var act = new Act.Http(status, headers, body);
            return executed ? replacing(answer -> act) : instead(request -> act);
        }

        @Override
        public String toString() {
            return "HTTP " + status
                    + (headers.containsKey("Retry-After") ? " Retry-After " + headers.get("Retry-After") : "")
                    + (body.isEmpty() ? "" : " with a body") + (executed ? " after the server executed" : "");
        }
    }

    /**
     * A JSON-RPC error comes instead of the answer; the server is not asked.
     *
     * @param code the error code, for example -32603
     * @param message the error message
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record RpcError(int code, String message) implements AnswerFault {
        @Override
        public Script script() {
            return instead(request -> new Act.Send(JsonObject.builder()
                    .put("jsonrpc", "2.0")
                    .put("id", request.get("id"))
                    .put("error", Map.of("code", code, "message", message))
                    .build()));
        }

        @Override
        public String toString() {
            return "JSON-RPC error " + code;
        }
    }

    /**
     * A tool result with {@code isError} comes instead of the answer; the server is not asked.
     *
     * @param text what the tool says is wrong
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ToolError(String text) implements AnswerFault {
        @Override
        public Script script() {
            return instead(request -> new Act.Send(JsonObject.builder()
                    .put("jsonrpc", "2.0")
                    .put("id", request.get("id"))
                    .put("result", Map.of("isError", true, "content", List.of(Map.of("type", "text", "text", text))))
                    .build()));
        }

        @Override
        public String toString() {
            return "tool error";
        }
    }

    /**
     * A text that is no JSON-RPC message comes where the answer belongs.
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
        public Script script() {
            return replacing(answer -> new Act.SendText(text));
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
        public Script script() {
            return replacing(answer -> {
                String text = answer.toString();
                return new Act.SendText(text.substring(0, text.length() / 2));
            });
        }

        @Override
        public String toString() {
            return "truncated JSON";
        }
    }

    /**
     * The answer comes with another id than the request had.
     *
     * @param change what happens to the id
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedId(IdChange change) implements AnswerFault {

        /** What can happen to an id. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum IdChange {
            /** An id that nobody has used. */
            WRONG,
            /** The same id, as text instead of a number or the other way round. */
            RETYPED,
            /** JSON {@code null}. */
            NULL
        }

        @Override
        public Script script() {
            return replacing(answer -> new Act.Send(
                    answer.toBuilder().put("id", changed(answer.get("id"))).build()));
        }

        private JsonValue changed(@Nullable JsonValue id) {
            return switch (change) {
                case WRONG -> JsonValue.of(987_654_321);
                case NULL -> JsonNull.NULL;
                case RETYPED ->
                    id instanceof JsonString text
                            ? JsonValue.of(text.value().hashCode())
                            : JsonValue.of(id instanceof JsonNumber number ? number.toString() : "0");
            };
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
     * The answer's result is another one than the server gave.
     *
     * @param words what happens to it, in words
     * @param change gives the other result
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedResult(String words, UnaryOperator<JsonObject> change) implements AnswerFault {
        @Override
        public Script script() {
            return replacing(answer -> new Act.Send(answer.object("result")
                    .map(result -> answer.toBuilder()
                            .put("result", change.apply(result))
                            .build())
                    .orElse(answer)));
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * The answer is a tool result of a size that fills memory or context.
     *
     * @param bytes how large its text is
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record GiantResult(int bytes) implements AnswerFault {

        /** Refuse impossible numbers. */
        public GiantResult {
            Preconditions.requireAtLeast(0, "The number of bytes", bytes);
        }

        @Override
        public Script script() {
            var text = JsonValue.of(Map.of("type", "text", "text", "x".repeat(bytes)));
            return new ChangedResult("", result -> result.toBuilder()
                            .put("content", new JsonArray(List.of(text)))
                            .build())
                    .script();
        }

        @Override
        public String toString() {
            return "giant result of " + bytes + " bytes";
        }
    }

    /** The answer comes twice. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record DuplicateAnswer() implements AnswerFault {
        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return answer
                            ? List.of(new Act.Send(message), new Act.Send(message))
                            : List.of(new Act.Send(message));
                }
            };
        }

        @Override
        public String toString() {
            return "answer twice";
        }
    }

    private static Script instead(Function<JsonObject, Act> act) {
        return new Script() {
            @Override
            public Opening open(JsonObject request) {
                return Opening.instead(act.apply(request));
            }
        };
    }

    private static Script replacing(Function<JsonObject, Act> act) {
        return new Script() {
            @Override
            public List<Act> deliver(JsonObject message, boolean answer) {
                return List.of(answer ? act.apply(message) : new Act.Send(message));
            }

            @Override
            public boolean takesAll() {
                return true;
            }
        };
    }
}
