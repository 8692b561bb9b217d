/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The status of a task, as the protocol defines it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TaskStatus {
    /** The call is being executed. */
    WORKING,
    /** The server needs input of the client. */
    INPUT_REQUIRED,
    /** The call has a result. */
    COMPLETED,
    /** The call has failed. */
    FAILED,
    /** The task was canceled before the call had a result. */
    CANCELLED;

    /**
     * Check whether a task with this status has ended. Such a status never changes.
     *
     * @return whether it has ended
     */
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /**
     * Get the status as the protocol writes it.
     *
     * @return for example {@code input_required}; never {@code null}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Read a status.
     *
     * @param text as the protocol writes it
     * @return the status, or empty when the protocol has no such status
     */
    public static Optional<TaskStatus> of(String text) {
        return Stream.of(values()).filter(status -> status.text().equals(text)).findFirst();
    }
}
