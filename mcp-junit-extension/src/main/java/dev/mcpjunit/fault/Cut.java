/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** What the client sees of a connection that is cut. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Cut {
    /** A TCP reset: the client sees an error immediately. On standard output the stream closes. */
    RESET,
    /** An orderly close, as if the server had no more to send. */
    CLOSE,
    /** Nothing: the connection stays open, and nothing more arrives. */
    HANG;

    /** The name in messages. */
    String words() {
        return switch (this) {
            case RESET -> "reset";
            case CLOSE -> "close";
            case HANG -> "hang";
        };
    }
}
