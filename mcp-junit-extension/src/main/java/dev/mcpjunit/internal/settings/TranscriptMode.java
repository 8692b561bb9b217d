/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** When the transcript of a test is written. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TranscriptMode {
    /** Nothing is recorded. */
    NEVER,
    /** Of tests that fail or are aborted. */
    ON_FAILURE,
    /** Of every test with a server. */
    ALWAYS;

    static Optional<TranscriptMode> parse(String text) {
        return Stream.of(values()).filter(mode -> mode.toString().equals(text)).findFirst();
    }

    /** The value of the setting. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
