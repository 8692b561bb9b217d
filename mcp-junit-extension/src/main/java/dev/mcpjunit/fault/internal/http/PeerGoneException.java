/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Cut;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One side has closed or reset its connection, or could not be reached. */
final class PeerGoneException extends IOException {

    private static final long serialVersionUID = 1;

    /** Which side it was. */
    enum Side {
        CLIENT,
        SERVER
    }

    private final Side side;
    private final Cut how;

    PeerGoneException(Side side, Cut how, @Nullable Throwable cause) {
        super(side + " is gone (" + how + ")" + (cause == null ? "" : ": " + cause.getMessage()), cause);
        this.side = side;
        this.how = how;
    }

    Side side() {
        return side;
    }

    /** How it went, so that the other side can be shown the same. */
    Cut how() {
        return how;
    }
}
