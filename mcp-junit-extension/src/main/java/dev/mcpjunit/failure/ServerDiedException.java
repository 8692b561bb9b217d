/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A server ended during a request. The message has its exit code and the end of its log. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ServerDiedException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param message what happened, where, and what to do next
     * @param cause the cause, or {@code null}
     */
    public ServerDiedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
