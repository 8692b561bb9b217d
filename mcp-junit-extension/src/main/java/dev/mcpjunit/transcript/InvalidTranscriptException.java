/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.internal.text.Printable;
import org.apiguardian.api.API;

/** A transcript cannot be read. The message names the file and the line. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidTranscriptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;

    InvalidTranscriptException(String source, int line, String problem) {
        super(Printable.message(source + ", line " + line + ": " + problem + "."));
        this.line = line;
    }

    /**
     * Get the line.
     *
     * @return the line of the error, from 1
     */
    public int line() {
        return line;
    }
}
