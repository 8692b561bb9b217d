/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of the TypeScript SDK; all of one version live in one process of Node.js. */
final class NodeClient implements MatrixClient {

    private static final int CLOSED = -32000;
    private static final int TIMED_OUT = -32001;

    private final NodeProgram program;
    private final JsonObject self;

    private NodeClient(NodeProgram program, JsonObject self) {
        this.program = program;
        this.self = self;
    }

    /** The clients of one version. */
    record NodeKind(String name, NodeProgram program, AtomicInteger count) implements Kind {

        static NodeKind of(String name, String version) {
            return new NodeKind(name, NodeProgram.start(version), new AtomicInteger());
        }

        @Override
        public MatrixClient connect(McpEndpoint endpoint, Duration startup, Duration requestTimeout)
                throws RefusedException {
            JsonObject self = JsonObject.builder()
                    .put("client", "c" + count.incrementAndGet())
                    .put("timeout", requestTimeout.toMillis())
                    .build();
            var how = self.toBuilder().put("timeout", startup.toMillis());
            if (endpoint instanceof McpEndpoint.Http http) {
                how.put("url", http.uri().toString());
            } else {
                var stdio = (McpEndpoint.Stdio) endpoint;
                how.put("command", stdio.command()).put("environment", stdio.environment());
            }
            JsonObject reply = program.ask("connect", how.build());
            if (reply.has("error")) {
                throw new RefusedException(
                        TableWords.ofRefusal(reply.toString(), words(reply)),
                        new IllegalStateException(reply.toString()));
            }
            return new NodeClient(program, self);
        }

        @Override
        public void close() {
            program.close();
        }
    }

    @Override
    public String call(String tool, Map<String, Object> arguments, boolean progress) {
        JsonObject reply = program.ask(
                "call",
                self.toBuilder()
                        .put("tool", tool)
                        .put("arguments", arguments)
                        .put("progress", progress)
                        .build());
        return reply.object("result").map(NodeClient::wordsOfResult).orElseGet(() -> words(reply));
    }

    private static String wordsOfResult(JsonObject result) {
        int length = result.array("content")
                .map(content -> content.objects()
                        .mapToInt(each -> each.string("text").orElse("").length())
                        .sum())
                .orElse(0);
        return result.string("resultType").filter("input_required"::equals).isPresent()
                ? TableWords.INPUT
                : TableWords.ofResult(result.bool("isError").orElse(false), length);
    }

    @Override
    public String list() {
        JsonObject reply = program.ask("list", self);
        return reply.object("result")
                .flatMap(result -> result.array("tools"))
                .map(tools -> TableWords.ofTools(
                        tools.items().size(),
                        tools.objects()
                                .filter(tool -> tool.string("name")
                                        .filter("get-forecast"::equals)
                                        .isPresent())
                                .findFirst()
                                .map(JsonObject::toString)))
                .orElseGet(() -> words(reply));
    }

    private static String words(JsonObject reply) {
        JsonObject error = reply.object("error").orElseThrow();
        String name = error.string("name").orElse("");
        String message = error.string("message").orElse("");
        Optional<Integer> status = number(error.get("status"));
        if (name.equals("UnauthorizedError")) {
            return "HTTP 401";
        } else if (status.isPresent()) {
            return "HTTP " + status.get();
        } else if (error.get("code") instanceof JsonString code) {
            return words(code.value());
        }
        return number(error.get("code")).map(code -> words(code, name, message)).orElseGet(() -> words(name, message));
    }

    /** What the second version says. */
    private static String words(String code) {
        return switch (code) {
            case "REQUEST_TIMEOUT" -> TableWords.TIMES_OUT;
            case "CONNECTION_CLOSED", "NOT_CONNECTED" -> TableWords.CLOSED;
            case "INVALID_RESULT", "CLIENT_HTTP_UNEXPECTED_CONTENT" -> TableWords.INVALID;
            case "UNSUPPORTED_RESULT_TYPE", "INPUT_REQUIRED_ROUNDS_EXCEEDED" -> TableWords.INPUT;
            default -> code.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** Errors of the server in both versions; in the first, its own look like those, and so do statuses of HTTP. */
    private static String words(int code, String name, String message) {
        if (code == TIMED_OUT && message.contains("timed out")) {
            return TableWords.TIMES_OUT;
        } else if (code == CLOSED && message.contains("closed")) {
            return TableWords.CLOSED;
        } else if (code > 0) {
            return "HTTP " + code;
        }
        return name.equals("McpError") || name.equals("ProtocolError") ? "error " + code : TableWords.INVALID;
    }

    /** What the platform says, and the one error of the first version that has no code. */
    private static String words(String name, String message) {
        if (message.equals("Not connected")) {
            return TableWords.CLOSED;
        }
        return name.equals("TypeError") ? TableWords.CONNECTION : TableWords.INVALID;
    }

    private static Optional<Integer> number(@Nullable JsonValue value) {
        return value instanceof JsonNumber number ? Optional.of(number.value().intValue()) : Optional.empty();
    }

    @Override
    public List<String> heard() {
        return known().array("heard").orElseThrow().items().stream()
                .map(each -> ((JsonString) each).value())
                .toList();
    }

    @Override
    public List<String> noticed() {
        JsonObject known = known();
        var noticed = new ArrayList<String>();
        if (number(known.get("complaints")).orElse(0) > 0) {
            noticed.add(TableWords.REPORTS);
        }
        if (number(known.get("errorBytes")).orElse(0) >= TableWords.FLOOD) {
            noticed.add(TableWords.READS_FLOOD);
        }
        if (known.bool("errorsEnded").orElse(false)) {
            noticed.add(TableWords.SEES_ERRORS_END);
        }
        return noticed;
    }

    private JsonObject known() {
        return program.ask("heard", self).object("result").orElseThrow();
    }

    @Override
    public void close() {
        program.ask("close", self);
    }
}
