/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a server says about itself when a connection opens.
 *
 * @param protocol the revision that the connection speaks
 * @param info name, version and more, raw
 * @param capabilities what the server offers, raw
 * @param instructions hints for the model, if the server gives any
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ServerDescription(
        ProtocolRevision protocol, JsonObject info, JsonObject capabilities, Optional<String> instructions) {

    /**
     * Get the server's own name.
     *
     * @return the name, or empty text when the server gives none; never {@code null}
     */
    public String name() {
        return info.string("name").orElse("");
    }

    /**
     * Get the server's own version.
     *
     * @return the version, or empty text when the server gives none; never {@code null}
     */
    public String version() {
        return info.string("version").orElse("");
    }

    /**
     * Check whether the server declares a capability.
     *
     * @param capability for example {@code tools}
     * @return whether it is declared
     */
    public boolean offers(String capability) {
        return capabilities.has(capability);
    }
}
