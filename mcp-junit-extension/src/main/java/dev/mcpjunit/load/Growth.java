/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How the memory or the log of a server grew while the calls were made.
 *
 * @param before the bytes of memory or the characters of the log before the first call
 * @param after the bytes of memory or the characters of the log after the last call
 * @param unit what is counted
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Growth(long before, long after, Unit unit) {

    private static final double KIB = 1024;

    /** What is counted. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Unit {
        /** The bytes of memory. */
        BYTES,
        /** The characters of a log. */
        CHARACTERS;

        /** For example {@code bytes}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Get the difference.
     *
     * @return the number after, minus the number before; negative if it shrank
     */
    public long difference() {
        return after - before;
    }

    /** For example {@code +3.4 MiB} or {@code +49,000 characters}. */
    @Override
    public String toString() {
        if (unit == Unit.CHARACTERS) {
            return String.format(Locale.ROOT, "%+,d %s", difference(), unit);
        }
        double kib = difference() / KIB;
        return Math.abs(kib) < KIB
                ? String.format(Locale.ROOT, "%+.1f KiB", kib)
                : String.format(Locale.ROOT, "%+.1f MiB", kib / KIB);
    }
}
