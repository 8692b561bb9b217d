/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** What to do with a snapshot file. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SnapshotMode {
    /** Compare, and write nothing. A missing file is a failure. The default where {@code CI} is set. */
    VERIFY,
    /** Compare, and write the file where there is none. The default on a developer's machine. */
    CREATE_MISSING,
    /**
     * Compare, write down what changed in compatible and cosmetic ways, and fail on the rest as {@link #VERIFY} does.
     * An error where {@code CI} is set.
     */
    ACCEPT_COMPATIBLE,
    /** Write what the server declares now. An error where {@code CI} is set. */
    UPDATE;

    /**
     * Read a mode as it is given on the command line.
     *
     * @param text for example {@code create-missing}
     * @return the mode; never {@code null}
     * @throws IllegalArgumentException if there is no such mode; the message lists those that there are
     */
    public static SnapshotMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "mcp.snapshot = '" + text + "' is none of " + Arrays.toString(values())));
    }

    /**
     * Tell whether a snapshot that is there may be changed.
     *
     * @return whether it may
     */
    public boolean isRewriting() {
        return this == ACCEPT_COMPATIBLE || this == UPDATE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
