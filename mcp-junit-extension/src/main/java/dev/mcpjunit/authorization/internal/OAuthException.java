/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** A request is refused, with an error code of OAuth. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OAuthException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    OAuthException(int status, String code, String description) {
        super(description);
        this.status = status;
        this.code = code;
    }

    static OAuthException invalidRequest(String description) {
        return new OAuthException(400, "invalid_request", description);
    }

    static OAuthException invalidGrant(String description) {
        return new OAuthException(400, "invalid_grant", description);
    }

    static OAuthException invalidClient(String description) {
        return new OAuthException(401, "invalid_client", description);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    JsonObject body() {
        return JsonObject.builder()
                .put("error", code)
                .put("error_description", description())
                .build();
    }
}
