/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import org.apiguardian.api.API;

/** A computation was given up because it would have cost more than it was allowed to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EffortExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Say what ran out.
     *
     * @param message what ran out, as a phrase
     */
    public EffortExhaustedException(String message) {
        // Thrown as a signal and caught near by: a stack trace would cost more than the work it stops.
        super(message, null, false, false);
    }
}
