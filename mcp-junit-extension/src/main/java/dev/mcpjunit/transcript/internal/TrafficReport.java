/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The end of a transcript, attached to the failure of a test. The failure itself stays as it is, with its type and the
 * values that IDEs compare; this has no stack trace of its own.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TrafficReport extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TrafficReport(String text) {
        super(text, null, false, false);
    }

    /**
     * Attach a text to a failure. A failure that several tests share can carry the report of only one of them.
     *
     * @return whether the text was attached
     */
    public static boolean attach(Throwable failure, String text) {
        synchronized (failure) {
            for (Throwable suppressed : failure.getSuppressed()) {
                if (suppressed instanceof TrafficReport) {
                    return false;
                }
            }
            var report = new TrafficReport(text);
            failure.addSuppressed(report);
            // Some exceptions accept nothing.
            return failure.getSuppressed().length > 0;
        }
    }

    /** The text that is attached to a failure. */
    public static Optional<String> of(Throwable failure) {
        return Stream.of(failure.getSuppressed())
                .filter(TrafficReport.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** The text alone, as a stack trace begins. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
