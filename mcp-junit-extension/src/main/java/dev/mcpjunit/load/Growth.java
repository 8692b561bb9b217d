/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How the memory or the log of a server grew while the calls were made.
 *
 * @param before the bytes of memory or the characters of the log before the first call
 * @param after the bytes of memory or the characters of the log after the last call
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Growth(long before, long after) {

    private static final double KIB = 1024;

    /**
     * Get the difference.
     *
     * @return the bytes after, minus the bytes before; negative if it shrank
     */
    public long bytes() {
        return after - before;
    }

    /** For example {@code +3.4 MiB}. */
    @Override
    public String toString() {
        return print(bytes());
    }

    /** For example {@code +3.4 MiB}, with a sign. */
    static String print(long bytes) {
        double kib = bytes / KIB;
        return Math.abs(kib) < KIB
                ? String.format(Locale.ROOT, "%+.1f KiB", kib)
                : String.format(Locale.ROOT, "%+.1f MiB", kib / KIB);
    }
}
