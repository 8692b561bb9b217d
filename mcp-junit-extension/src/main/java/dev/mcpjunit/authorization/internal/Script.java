/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a contract for clients changes about an authorization server, and sees of it. Called from several threads. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Script {

    /** Changes nothing. */
    Script HONEST = new Script() {};

    /** A request was received, and is about to be answered. */
    default void received(ReceivedRequest request) {}

    /**
     * The metadata to serve.
     *
     * @param path the well-known address
     * @param honest the metadata of an honest server
     * @return the document; empty for HTTP 404
     */
    default Optional<JsonObject> metadata(String path, JsonObject honest) {
        return Optional.of(honest);
    }

    /** The parameters of an answer to an authorization request. */
    default Map<String, String> redirect(Map<String, String> honest) {
        return honest;
    }

    /** A token request with this grant type is about to be answered; may wait, with a deadline. */
    default void beforeGrant(String type) {}

    /** How long tokens are valid as token responses say. */
    default Duration announced(Duration lifetime) {
        return lifetime;
    }

    /** Whether a request without PKCE, or with a wrong verifier, is refused. */
    default boolean requiresPkce() {
        return true;
    }

    /** Whether access tokens are random texts. Making the key for a JWT takes a while. */
    default boolean hasOpaqueTokens() {
        return false;
    }
}
