/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A message exceeds our limit. The message of this exception ends a sentence that begins with the server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Make the failure. */
    public MessageTooLargeException() {
        super("a message of more than " + Limits.messageLimit());
    }

    /** Find what a failure says about a limit of ours or about our memory, as the end of a sentence. */
    public static Optional<String> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MessageTooLargeException) {
                return Optional.ofNullable(cause.getMessage());
            }
            if (cause instanceof OutOfMemoryError) {
                return Optional.of("a message that was too large: " + Limits.outOfMemory());
            }
        }
        return Optional.empty();
    }
}
