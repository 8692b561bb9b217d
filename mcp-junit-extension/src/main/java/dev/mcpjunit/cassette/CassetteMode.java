/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** When servers with a cassette are recorded, and when they are replayed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CassetteMode {
    /** Replay a cassette that exists, and record the others. The default, except where {@code CI} is set. */
    AUTO,
    /** Replay. A missing cassette is a failure, and nothing is written. The default where {@code CI} is set. */
    REPLAY,
    /** Use the real servers, and record the cassettes that are missing. An error where {@code CI} is set. */
    RECORD,
    /** Use the real servers, and record all cassettes anew. An error where {@code CI} is set. */
    REFRESH;

    /**
     * Read a mode as it is given on the command line.
     *
     * @param text for example {@code refresh}
     * @return the mode; never {@code null}
     * @throws IllegalArgumentException if there is no such mode; the message lists all modes
     */
    public static CassetteMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mcp.cassette = '" + text + "' is none of "
                        + Arrays.stream(values()).map(mode -> "'" + mode + "'").collect(joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
