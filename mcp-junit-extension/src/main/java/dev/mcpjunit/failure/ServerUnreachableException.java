/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The connection to a server was refused or broke, or a gateway reported that no server is behind it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ServerUnreachableException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param message what happened, where, and what to do next
     * @param cause the cause, or {@code null}
     */
    public ServerUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
