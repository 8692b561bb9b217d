/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The scripted answer of the user to an {@code elicitation/create} request.
 *
 * @param raw the result that is sent to the server
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ElicitationAnswer(JsonObject raw) {

    /**
     * Fill in the form.
     *
     * @param content the fields and their values
     * @return the answer; never {@code null}
     */
    public static ElicitationAnswer accept(Map<String, ?> content) {
        return new ElicitationAnswer(JsonObject.builder()
                .put("action", "accept")
                .put("content", content)
                .build());
    }

    /**
     * Decline the request.
     *
     * @return the answer; never {@code null}
     */
    public static ElicitationAnswer decline() {
        return new ElicitationAnswer(
                JsonObject.builder().put("action", "decline").build());
    }

    /**
     * Close the form without an answer.
     *
     * @return the answer; never {@code null}
     */
    public static ElicitationAnswer cancel() {
        return new ElicitationAnswer(
                JsonObject.builder().put("action", "cancel").build());
    }
}
