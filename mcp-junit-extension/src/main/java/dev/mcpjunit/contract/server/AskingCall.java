/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A tool call that asks its user for input before it ends, and does no harm.
 *
 * <p>The answers may use a tool that a sampling request gives to the model: the check of message shapes looks at what
 * the server sends after an answer with {@code stopReason} {@code toolUse}. Requests for the roots of the client get an
 * empty list if {@code answers} gives no {@code roots}.
 *
 * @param tool the tool's name
 * @param arguments its arguments
 * @param answers gives the result for each question; a question has {@code method}, for example
 *     {@code elicitation/create}, and {@code params}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record AskingCall(String tool, Map<String, ?> arguments, Function<JsonObject, Map<String, ?>> answers) {

    /** Copy the arguments. */
    public AskingCall {
        arguments = Map.copyOf(arguments);
    }

    /**
     * Make a call whose user accepts each form.
     *
     * @param tool the tool's name
     * @param arguments its arguments
     * @param content what the user fills in, whatever the form
     * @return the call; never {@code null}
     */
    public static AskingCall accepting(String tool, Map<String, ?> arguments, Map<String, ?> content) {
        Map<String, ?> accepted = Map.of("action", "accept", "content", Map.copyOf(content));
        return new AskingCall(tool, arguments, question -> accepted);
    }
}
