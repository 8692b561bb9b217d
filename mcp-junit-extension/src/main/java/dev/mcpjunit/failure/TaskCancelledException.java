/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure;

import org.apiguardian.api.API;

/** A task has no result because it was canceled; the message names server, task and tool. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TaskCancelledException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param message what happened, where, and what to do next
     */
    public TaskCancelledException(String message) {
        super(message, null);
    }
}
