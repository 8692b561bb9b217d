/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A prompt as {@code prompts/list} declares it.
 *
 * @param raw the whole declaration
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Prompt(JsonObject raw) {

    /**
     * Get the name, which requests for the prompt use.
     *
     * @return the name, or empty text when the server gives none; never {@code null}
     */
    public String name() {
        return raw.string("name").orElse("");
    }

    /**
     * Get the description, which people read.
     *
     * @return the description, if there is one
     */
    public Optional<String> description() {
        return raw.string("description");
    }

    /**
     * Get the arguments that the prompt takes.
     *
     * @return the declarations as sent; never {@code null}
     */
    public List<JsonObject> arguments() {
        return raw.array("arguments").map(JsonArray::objects).stream()
                .flatMap(o -> o)
                .toList();
    }
}
