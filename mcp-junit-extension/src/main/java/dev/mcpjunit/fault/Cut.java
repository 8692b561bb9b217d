/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** How a connection ends before its time. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Cut {
    /** TCP reset: the client sees an error at once. On standard output the stream closes. */
    RESET,
    /** An orderly close, as if the server had no more to say. */
    CLOSE,
    /** Nothing: the connection stays open and silent. */
    SILENCE;

    /** The name in messages. */
    String words() {
        return switch (this) {
            case RESET -> "reset";
            case CLOSE -> "close";
            case SILENCE -> "hang";
        };
    }
}
