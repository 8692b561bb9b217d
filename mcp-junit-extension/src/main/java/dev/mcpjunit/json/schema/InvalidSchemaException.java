/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A JSON value that should be a schema cannot be used as one; the message says why. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the schema may be valid all the same: it names an unknown dialect, or refers to another document. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public boolean isUndecided() {
        return getCause() instanceof CannotTellException;
    }
}
