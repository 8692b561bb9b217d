/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A server did not answer in time; the message names server, method and the time waited. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpTimeoutException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param message what happened, where, and what to do next
     * @param cause the cause, or {@code null}
     */
    public McpTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
