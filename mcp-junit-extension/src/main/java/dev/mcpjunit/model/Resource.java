/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A resource as {@code resources/list} declares it.
 *
 * @param raw the whole declaration
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Resource(JsonObject raw) {

    /**
     * Get the URI, which requests for the resource use.
     *
     * @return the URI, or empty text when the server gives none; never {@code null}
     */
    public String uri() {
        return raw.string("uri").orElse("");
    }

    /**
     * Get the name.
     *
     * @return the name, or empty text when the server gives none; never {@code null}
     */
    public String name() {
        return raw.string("name").orElse("");
    }

    /**
     * Get the media type.
     *
     * @return the type, if the server gives one
     */
    public Optional<String> mimeType() {
        return raw.string("mimeType");
    }
}
