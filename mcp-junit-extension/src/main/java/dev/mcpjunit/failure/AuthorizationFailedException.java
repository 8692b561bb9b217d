/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A connection could not log in to a server, or the server did not accept the token; the message says which step
 * failed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AuthorizationFailedException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param message what happened, where, and what to do next
     * @param cause the cause, or {@code null}
     */
    public AuthorizationFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
