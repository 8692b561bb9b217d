/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.trial;

import dev.mcpjunit.contract.client.Verdict.Status;
import org.apiguardian.api.API;

/** Ends a check before its end. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Status status;

    private Finding(Status status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The client does not do what it declares. */
    public static Finding failed(String what) {
        return new Finding(Status.FAILED, what);
    }

    /** Nothing can be told. */
    public static Finding inconclusive(String why) {
        return new Finding(Status.INCONCLUSIVE, why);
    }

    /** There is nothing to check. */
    public static Finding notApplicable(String why) {
        return new Finding(Status.NOT_APPLICABLE, why);
    }

    public Status status() {
        return status;
    }

    /** What was found. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
