/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the rounds of a request that needs input: answers each question as the test has scripted, and sends the
 * request again with the answers.
 */
final class InputRounds {

    /** A server may ask again, but not without end. */
    static final int MAX_ROUNDS = 20;

    private static final Set<String> MAY_ASK = Set.of(Methods.CALL_TOOL, Methods.GET_PROMPT, Methods.READ_RESOURCE);

    private static final Map<String, String> CAPABILITIES =
            Map.of(Methods.ELICIT, "elicitation", Methods.SAMPLE, "sampling", Methods.LIST_ROOTS, "roots");

    private static final Map<String, String> SCRIPTED_BY =
            Map.of(Methods.ELICIT, "onElicitation", Methods.SAMPLE, "onSampling", Methods.LIST_ROOTS, "withRoots");

    private final String server;
    private final JsonObject declared;
    private final Function<String, Optional<Function<JsonObject, JsonObject>>> scripts;

    /**
     * Prepare to answer.
     *
     * @param server the server's name, for messages
     * @param scripts gives what the test answers to a method, if it does
     */
    InputRounds(
            String server, JsonObject declared, Function<String, Optional<Function<JsonObject, JsonObject>>> scripts) {
        this.server = server;
        this.declared = declared;
        this.scripts = scripts;
    }

    /** Send a request, and send it again until it is complete. */
    JsonObject play(String method, JsonObject params, Era.Sender sender) {
        JsonObject result = sender.send(method, params);
        for (int round = 1; isUnfinished(method, params, result); round++) {
            if (round > MAX_ROUNDS) {
                throw broken(method, params, "still wants input after " + MAX_ROUNDS + " rounds", result);
            }
            result = sender.send(method, withAnswers(method, params, result));
        }
        return result;
    }

    private boolean isUnfinished(String method, JsonObject params, JsonObject result) {
        // Servers of earlier revisions have no such member.
        String type = result.string("resultType").orElse("complete");
        return switch (type) {
            case "complete" -> false;
            case "input_required" -> {
                if (!MAY_ASK.contains(method)) {
                    throw broken(method, params, "asks for input, which it may do only for " + MAY_ASK, result);
                }
                yield true;
            }
            case "task" -> {
                if (!method.equals(Methods.CALL_TOOL) || !TaskForm.isExtensionIn(declared)) {
                    throw broken(
                            method,
                            params,
                            "is a task, but "
                                    + (method.equals(Methods.CALL_TOOL)
                                            ? "this client has not declared tasks. To follow them, declare"
                                                    + " @McpServer(clientCapabilities = \"tasks\")"
                                            : "only tools/call may be a task"),
                            result);
                }
                yield false;
            }
            default -> throw broken(method, params, "has the unknown resultType '" + type + "'", result);
        };
    }

    private JsonObject withAnswers(String method, JsonObject params, JsonObject result) {
        JsonObject requests = result.object("inputRequests").orElse(JsonObject.EMPTY);
        JsonValue state = result.get("requestState");
        if (requests.isEmpty() && !(state instanceof JsonString)) {
            throw broken(method, params, "wants input, but has neither inputRequests nor requestState", result);
        }
        var again = params.toBuilder().remove("inputResponses").remove("requestState");
        if (!requests.isEmpty()) {
            again.put("inputResponses", answers(method, params, requests, result));
        }
        return (state == null ? again : again.put("requestState", state)).build();
    }

    /**
     * Answer questions as the test has scripted.
     *
     * @param method what asked, with its parameters and result, for messages
     */
    JsonObject answers(String method, JsonObject params, JsonObject questions, JsonObject result) {
        var responses = JsonObject.builder();
        questions.members().forEach((key, question) -> responses.put(key, answer(method, params, question, result)));
        return responses.build();
    }

    private JsonObject answer(String method, JsonObject params, @Nullable JsonValue request, JsonObject result) {
        JsonObject asked = request instanceof JsonObject object ? object : JsonObject.EMPTY;
        String question = asked.string("method").orElse("");
        String capability = CAPABILITIES.get(question);
        if (capability == null) {
            throw broken(
                    method, params, "asks for '" + question + "', which is none of " + CAPABILITIES.keySet(), result);
        }
        if (!declared.has(capability)) {
            throw broken(
                    method,
                    params,
                    "asks for " + question + ", but this client has not declared " + capability,
                    result);
        }
        return scripts.apply(question)
                .orElseThrow(() -> new IllegalStateException("Server '" + server + "' asks by " + question
                        + " before it goes on with " + name(method, params)
                        + ", and this test has no answer. Script one with " + SCRIPTED_BY.get(question)
                        + " before the call."))
                .apply(asked.object("params").orElse(JsonObject.EMPTY));
    }

    private McpProtocolException broken(String method, JsonObject params, String what, JsonObject result) {
        return new McpProtocolException(
                "Server '" + server + "' answered " + name(method, params) + " with a result that " + what + ": "
                        + Findings.excerpt(result.toString()),
                null);
    }

    private static String name(String method, JsonObject params) {
        return RequestName.of(
                JsonObject.builder().put("method", method).put("params", params).build());
    }
}
