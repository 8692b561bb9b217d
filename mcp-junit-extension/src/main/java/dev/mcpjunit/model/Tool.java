/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A tool as {@code tools/list} declares it.
 *
 * @param raw the whole declaration
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Tool(JsonObject raw) {

    /**
     * Get the name, which calls of the tool use.
     *
     * @return the name, or empty text when the server gives none; never {@code null}
     */
    public String name() {
        return raw.string("name").orElse("");
    }

    /**
     * Get the title, which people read.
     *
     * @return the title, if there is one
     */
    public Optional<String> title() {
        return raw.string("title");
    }

    /**
     * Get the description, which the model reads.
     *
     * @return the description, if there is one
     */
    public Optional<String> description() {
        return raw.string("description");
    }

    /**
     * Get the schema of the arguments.
     *
     * @return the schema, or empty when the server breaks the protocol and gives none
     */
    public Optional<JsonValue> inputSchema() {
        return Optional.ofNullable(raw.get("inputSchema"));
    }

    /**
     * Get the schema of the structured result.
     *
     * @return the schema, if there is one
     */
    public Optional<JsonValue> outputSchema() {
        return Optional.ofNullable(raw.get("outputSchema"));
    }

    /**
     * Get the hints about behavior.
     *
     * @return the annotations as sent; empty when there are none; never {@code null}
     */
    public JsonObject annotations() {
        return raw.object("annotations").orElse(JsonObject.EMPTY);
    }
}
