/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** What to do with a snapshot file. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SnapshotMode {
    /** Compare, and write nothing. A missing file is a failure. The default where {@code CI} is set. */
    VERIFY("verify"),
    /**
     * Compare, and write the file if there is none. Fails if the first catalog is suspicious or known clients reject
     * it. The default on a developer's machine.
     */
    CREATE_MISSING("create-missing"),
    /**
     * Compare, write compatible and cosmetic changes to the file, and fail on the rest as {@link #VERIFY} does. An
     * error where {@code CI} is set.
     */
    ACCEPT_COMPATIBLE("accept-compatible"),
    /**
     * Write what the server declares now, and list what changed. Fails if something is suspicious. An error where
     * {@code CI} is set.
     */
    UPDATE("update"),
    /** As {@link #UPDATE}, and accept what is suspicious. An error where {@code CI} is set. */
    UPDATE_AND_ACCEPT_SUSPICIOUS("update,accept-suspicious");

    private final String text;

    SnapshotMode(String text) {
        this.text = text;
    }

    /**
     * Read a mode as it is given on the command line.
     *
     * @param text for example {@code create-missing}
     * @return the mode; never {@code null}
     * @throws IllegalArgumentException if there is no such mode; the message lists all modes
     */
    public static SnapshotMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(text.toLowerCase(Locale.ROOT).replaceAll("\\s", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mcp.snapshot = '" + text + "' is none of "
                        + Arrays.stream(values()).map(mode -> "'" + mode + "'").collect(joining(", "))));
    }

    /**
     * Check whether an existing snapshot may be changed.
     *
     * @return whether it may
     */
    public boolean isRewriting() {
        return this == ACCEPT_COMPATIBLE || isUpdate();
    }

    /**
     * Check whether everything that changed is written.
     *
     * @return whether this is one of the two modes that update
     */
    public boolean isUpdate() {
        return this == UPDATE || this == UPDATE_AND_ACCEPT_SUSPICIOUS;
    }

    @Override
    public String toString() {
        return text;
    }
}
