/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import dev.mcpjunit.internal.text.Printable;
import org.apiguardian.api.API;

/** A text that should be JSON is not; the message says where it stops being JSON and shows an excerpt. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean beyondLimit;

    MalformedJsonException(String message, Throwable cause, boolean beyondLimit) {
        super(Printable.line(message), cause);
        this.beyondLimit = beyondLimit;
    }

    MalformedJsonException(String message) {
        super(Printable.line(message));
        this.beyondLimit = false;
    }

    /**
     * Check whether the text may be JSON, but is nested too deeply or has too long a number for mcp-junit.
     *
     * @return whether a limit of {@link Json} was exceeded
     */
    public boolean isBeyondLimit() {
        return beyondLimit;
    }
}
