/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Faults of the protocol: each message is well-formed, and what it says is not what a good server would say. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ProtocolFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.ANY_TRANSPORT;
    }

    /**
     * The server is not asked, and reports progress for ever; the answer never comes. Without a progress token in the
     * request it is a plain hang.
     *
     * @param every how often
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndlessProgress(Duration every) implements ProtocolFault {

        /** Refuse impossible numbers. */
        public EndlessProgress {
            Preconditions.requireNotNegative("The pause", every);
        }

        /** More than any test waits for, and yet an end. */
        private static final int REPORTS = 100_000;

        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    @Nullable
                    JsonValue token = RpcMessage.progressToken(request).orElse(null);
                    return token == null
                            ? Opening.instead(new Act.End(Cut.SILENCE))
                            : Opening.instead(new Act.Repeat(REPORTS, every, report -> progress(token, report)));
                }
            };
        }

        private static JsonObject progress(JsonValue token, int report) {
            return notification(Methods.PROGRESS, Map.of("progressToken", token, "progress", report));
        }

        @Override
        public String toString() {
            return "progress without end";
        }
    }

    /**
     * Many {@code list_changed} notifications come before the answer.
     *
     * @param list what is said to have changed: {@code tools}, {@code prompts} or {@code resources}
     * @param times how many
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ListChangedStorm(String list, int times) implements ProtocolFault {

        /** Refuse impossible numbers. */
        public ListChangedStorm {
            Preconditions.requireAtLeast(1, "The number of notifications", times);
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    var acts = new ArrayList<Act>();
                    if (answer) {
                        JsonObject changed = notification("notifications/" + list + "/list_changed", Map.of());
                        acts.add(new Act.Repeat(times, Duration.ZERO, i -> changed));
                    }
                    acts.add(new Act.Send(message));
                    return acts;
                }
            };
        }

        @Override
        public String toString() {
            return times + " × " + list + "/list_changed";
        }
    }

    /**
     * Every page of a list ends with the same cursor, so that the list never ends. The server is asked for the first
     * page only, for it would refuse a cursor that it has not made; all others are empty.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record RepeatedCursor() implements ProtocolFault {

        private static final String CURSOR = "again";

        @Override
        public Script script() {
            Script firstPage = changed(
                    result -> result.toBuilder().put("nextCursor", CURSOR).build());
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    boolean further = request.object("params")
                            .flatMap(params -> params.string("cursor"))
                            .filter(CURSOR::equals)
                            .isPresent();
                    return further ? Opening.instead(new Act.Send(emptyPage(request))) : Opening.FORWARD;
                }

                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return firstPage.deliver(message, answer);
                }

                @Override
                public boolean takesAll() {
                    return firstPage.takesAll();
                }
            };
        }

        private static JsonObject emptyPage(JsonObject request) {
            var page = JsonObject.builder();
            McpList.askedForBy(request.string("method").orElse(""))
                    .ifPresent(list -> page.put(list.member(), List.of()));
            return RpcMessage.result(
                    request.get("id"), page.put("nextCursor", CURSOR).build());
        }

        @Override
        public String toString() {
            return "repeated cursor";
        }
    }

    /**
     * A tool asks for an argument more than the server knows: its schema changes between list and call.
     *
     * @param tool the tool
     * @param argument the name of the new required argument
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedSchema(String tool, String argument) implements ProtocolFault {
        @Override
        public Script script() {
            return changed(result -> result.array("tools")
                    .map(tools -> result.toBuilder()
                            .put(
                                    "tools",
                                    tools.items().stream().map(this::change).toList())
                            .build())
                    .orElse(result));
        }

        private JsonValue change(JsonValue each) {
            if (!(each instanceof JsonObject declared)
                    || declared.string("name").filter(tool::equals).isEmpty()) {
                return each;
            }
            JsonObject schema = declared.object("inputSchema").orElse(JsonObject.EMPTY);
            var properties = schema.object("properties").orElse(JsonObject.EMPTY).toBuilder();
            var required = new ArrayList<>(
                    schema.array("required").orElse(JsonArray.EMPTY).items());
            required.add(JsonValue.of(argument));
            return declared.toBuilder()
                    .put(
                            "inputSchema",
                            schema.toBuilder()
                                    .put(
                                            "properties",
                                            properties
                                                    .put(argument, Map.of("type", "string"))
                                                    .build())
                                    .put("required", required)
                                    .build())
                    .build();
        }

        @Override
        public String toString() {
            return "schema of '" + tool + "' changed: '" + argument + "' is required";
        }
    }

    /**
     * The server speaks a protocol revision that nobody else does. {@code initialize} is answered with it; a request
     * that says its own revision, as of 2026-07-28, is refused with error -32022, and the server is not asked.
     *
     * @param revision the revision
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record UnsupportedVersion(String revision) implements ProtocolFault {

        @Override
        public Script script() {
            Script handshake = changed(result ->
                    result.toBuilder().put("protocolVersion", revision).build());
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return RequestDialect.revisionIn(request)
                            .map(requested -> Opening.instead(new Act.Send(refusal(request, requested))))
                            .orElseGet(() -> handshake.open(request));
                }

                @Override
                public List<Act> deliver(JsonObject message, boolean answer) {
                    return handshake.deliver(message, answer);
                }

                @Override
                public boolean takesAll() {
                    return handshake.takesAll();
                }
            };
        }

        private JsonObject refusal(JsonObject request, String requested) {
            return RpcMessage.error(
                    request.get("id"),
                    RpcErrors.UNSUPPORTED_VERSION,
                    "Unsupported protocol version",
                    JsonObject.builder()
                            .put("supported", List.of(revision))
                            .put("requested", requested)
                            .build());
        }

        @Override
        public String toString() {
            return "protocol revision " + revision;
        }
    }

    /**
     * The HTTP headers that repeat the body of a request say something else than the body when the server gets them.
     *
     * @param header the header, for example {@code Mcp-Name}
     * @param value what it says
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record HeaderMismatch(String header, String value) implements ProtocolFault {
        @Override
        public Needs needs() {
            return Needs.HTTP;
        }

        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return new Opening(List.of(), Optional.of(new Forward(Map.of(header, value))));
                }
            };
        }

        @Override
        public String toString() {
            return "header " + header + " says '" + value + "'";
        }
    }

    /** The server asks for one more input, and again, and never answers; since revision 2026-07-28. It is not asked. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record EndlessInputRequired() implements ProtocolFault {

        private static final JsonObject QUESTION = JsonObject.builder()
                .put("resultType", "input_required")
                .put(
                        "inputRequests",
                        Map.of(
                                "again",
                                Map.of(
                                        "method",
                                        "elicitation/create",
                                        "params",
                                        Map.of(
                                                "mode",
                                                "form",
                                                "message",
                                                "Once more?",
                                                "requestedSchema",
                                                Map.of("type", "object", "properties", Map.of())))))
                .put("requestState", "again")
                .build();

        @Override
        public Script script() {
            return new Script() {
                @Override
                public Opening open(JsonObject request) {
                    return Opening.instead(new Act.Send(RpcMessage.result(request.get("id"), QUESTION)));
                }
            };
        }

        @Override
        public String toString() {
            return "input required without end";
        }
    }

    private static Script changed(UnaryOperator<JsonObject> change) {
        return new AnswerFault.ChangedResult("", change).script();
    }

    private static JsonObject notification(String method, Map<String, ?> params) {
        return RpcMessage.notification(method, (JsonObject) JsonValue.of(params));
    }
}
