/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.load.internal.Nonces;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A tool call that a {@link LoadPlan} makes again and again.
 *
 * <p>The text {@value #NONCE} in an argument is replaced by a nonce, a text that is unique to each call. If the server
 * echoes it, the answer shows to which call it belongs. A call without a nonce cannot show whether it got its own
 * answer.
 *
 * <pre>{@code
 * PlannedCall.of("notes", "save-note", Map.of("text", "a note ${nonce}")).echoedAt("/content/0/text").weight(3)
 * }</pre>
 *
 * @param server the name of the server
 * @param tool the name of the tool
 * @param arguments its arguments
 * @param weight how often the call is made, relative to the other calls of the plan; at least 1
 * @param echo the only path of the result where the nonce is searched for; empty for the whole result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PlannedCall(String server, String tool, JsonObject arguments, int weight, Optional<JsonPointer> echo) {

    /** The placeholder for the nonce in the arguments: {@value}. */
    public static final String NONCE = Nonces.PLACEHOLDER;

    private static final int MOST = 1_000;

    /** @throws IllegalArgumentException if the weight is not between 1 and 1,000 */
    public PlannedCall {
        Preconditions.requireBetween(1, MOST, "The weight of a call", weight);
    }

    /**
     * Plan a call with the weight 1.
     *
     * @param server the name of the server
     * @param tool the name of the tool
     * @param arguments the arguments, as {@link JsonValue#of} takes them; texts may contain {@value #NONCE}
     * @return the call; never {@code null}
     */
    public static PlannedCall of(String server, String tool, Map<String, ?> arguments) {
        return new PlannedCall(server, tool, (JsonObject) JsonValue.of(arguments), 1, Optional.empty());
    }

    /**
     * Set the weight.
     *
     * @param weight how often the call is made, relative to the other calls of the plan; 1 to 1,000
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the weight is out of range
     */
    public PlannedCall weight(int weight) {
        return new PlannedCall(server, tool, arguments, weight, echo);
    }

    /**
     * Replace the value of an argument by a nonce, for example in a recorded call.
     *
     * @param argument the name of the argument
     * @return a changed copy; never {@code null}
     */
    public PlannedCall nonceIn(String argument) {
        return new PlannedCall(
                server, tool, arguments.toBuilder().put(argument, NONCE).build(), weight, echo);
    }

    /**
     * Set the path where the result echoes the nonce. The rest of the result is not searched, so it may contain data
     * that clients share.
     *
     * @param pointer a JSON Pointer into the result, for example {@code /content/0/text}
     * @return a changed copy; never {@code null}
     * @throws IllegalArgumentException if the text is no JSON Pointer
     */
    public PlannedCall echoedAt(String pointer) {
        return new PlannedCall(server, tool, arguments, weight, Optional.of(JsonPointer.parse(pointer)));
    }

    /** Whether an argument carries a nonce. */
    boolean hasNonce() {
        return Nonces.isIn(arguments);
    }

    /** The text of a result in which nonces are looked for. */
    String echoIn(JsonObject result) {
        return echo.map(place -> place.find(result).map(JsonValue::toString).orElse(""))
                .orElseGet(result::toString);
    }

    /** For example {@code notes/save-note}. */
    String title() {
        return server + "/" + tool;
    }
}
