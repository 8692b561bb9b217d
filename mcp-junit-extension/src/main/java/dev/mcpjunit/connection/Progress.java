/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * One {@code notifications/progress} of a call.
 *
 * @param raw the notification's parameters
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Progress(JsonObject raw) {

    /**
     * Get the progress so far.
     *
     * @return the progress; 0 if the server violates the protocol and gives none
     */
    public double progress() {
        return raw.get("progress") instanceof JsonNumber number ? number.value().doubleValue() : 0;
    }

    /**
     * Get the progress at which the call is complete.
     *
     * @return the total, if the server knows it
     */
    public OptionalDouble total() {
        return raw.get("total") instanceof JsonNumber number
                ? OptionalDouble.of(number.value().doubleValue())
                : OptionalDouble.empty();
    }

    /**
     * Get the server's message about the progress.
     *
     * @return the message, if there is one
     */
    public Optional<String> message() {
        return raw.string("message");
    }
}
