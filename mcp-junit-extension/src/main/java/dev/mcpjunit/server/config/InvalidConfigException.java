/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.text.Printable;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A configuration file cannot be used. The message names the file, the line and the field, says what is wrong and what
 * to do. It shows no value of the file, because values may be secret.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final int line;
    private final String field;

    InvalidConfigException(Path file, int line, String field, String problem) {
        super(Printable.message(file + (line == 0 ? "" : ", line " + line) + (field.isEmpty() ? "" : ", " + field)
                + ": " + problem + (problem.endsWith("?") ? "" : ".")));
        this.file = file;
        this.line = line;
        this.field = field;
    }

    /**
     * Get the file.
     *
     * @return the path as it was given; never {@code null}
     */
    public Path file() {
        return file;
    }

    /**
     * Get the line.
     *
     * @return the line of the error, from 1; 0 if the file is an archive and has no lines
     */
    public int line() {
        return line;
    }

    /**
     * Get the field.
     *
     * @return for example {@code mcpServers.weather.args[1]}; empty for an error of the whole file; never {@code null}
     */
    public String field() {
        return field;
    }
}
