/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.text;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose message is not fit to be printed: the JDK and other libraries quote what a server sent
 * as it came, and JUnit prints the cause of a failure with its message. It has the same type name, stack trace and
 * causes, and a printable message.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForeignFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final String type;

    private ForeignFailure(Throwable original, String message, @Nullable Throwable cause) {
        super(message, cause);
        type = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    /**
     * Make an exception fit to be printed as a cause.
     *
     * @param failure the exception
     * @return the same exception if it and its causes can be printed as they are, else what stands for it
     */
    public static @Nullable Throwable printable(@Nullable Throwable failure) {
        return printable(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static @Nullable Throwable printable(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        Throwable cause = printable(failure.getCause(), seen);
        String message = failure.getMessage();
        String shown = message == null ? null : Printable.message(message);
        boolean suppresses = false;
        for (Throwable suppressed : failure.getSuppressed()) {
            suppresses |= printable(suppressed, seen) != suppressed;
        }
        boolean sameCause = cause == failure.getCause();
        if (sameCause && !suppresses && (message == null || message.equals(shown))) {
            return failure;
        }
        var stand = new ForeignFailure(failure, shown == null ? "" : shown, cause);
        for (Throwable suppressed : failure.getSuppressed()) {
            seen.remove(suppressed);
            Throwable printed = printable(suppressed, seen);
            if (printed != null) {
                stand.addSuppressed(printed);
            }
        }
        return stand;
    }

    /** The type of the original and its message, as a stack trace begins. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        String message = getMessage();
        return message == null || message.isEmpty() ? type : type + ": " + message;
    }
}
