/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import org.apiguardian.api.API;

/**
 * What a check says of a client.
 *
 * @param check what was checked, in words
 * @param status how it went
 * @param message what was seen and what to do next, with the time line that led there; empty when it passed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Verdict(String check, Status status, String message) {

    /** How a check of a client went, or of its circuit breaker. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Status {
        /** The wire has shown that it does what it declares. */
        PASSED,
        /** The wire has shown that it does not. */
        FAILED,
        /** Nothing could be told; the message says why, and what helps. */
        INCONCLUSIVE,
        /** By what it declares, there is nothing to check. */
        NOT_APPLICABLE
    }

    /**
     * Tell whether the check passed.
     *
     * @return whether the wire has shown that the client does what it declares
     */
    public boolean passed() {
        return status == Status.PASSED;
    }

    /**
     * Fail unless the check has shown nothing against the client. For tests without the test interfaces; what is
     * inconclusive or not applicable is the caller's to look at.
     *
     * @return this
     * @throws AssertionError if the check failed
     */
    public Verdict throwIfFailed() {
        if (status == Status.FAILED) {
            throw new AssertionError(message);
        }
        return this;
    }

    @Override
    public String toString() {
        return check + ": " + status + (message.isEmpty() ? "" : "\n" + message);
    }
}
