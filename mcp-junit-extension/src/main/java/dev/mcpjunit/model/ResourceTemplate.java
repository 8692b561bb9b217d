/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/**
 * A family of resources as {@code resources/templates/list} declares it.
 *
 * @param raw the whole declaration
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResourceTemplate(JsonObject raw) {

    /**
     * Get the URI template.
     *
     * @return the URI template (RFC 6570), or empty text when the server gives none; never {@code null}
     */
    public String uriTemplate() {
        return raw.string("uriTemplate").orElse("");
    }

    /**
     * Get the name.
     *
     * @return the name, or empty text when the server gives none; never {@code null}
     */
    public String name() {
        return raw.string("name").orElse("");
    }
}
