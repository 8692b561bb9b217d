/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal;

import dev.mcpjunit.contract.verdict.Verdict.Status;
import org.apiguardian.api.API;

/** Ends a check early with any result but passed. A check that returns has passed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Status status;

    private final transient Again again;

    /** When trying again may help. */
    private enum Again {
        ALWAYS,
        ON_REAL_TIME,
        NEVER
    }

    private Finding(Status status, String reason, Again again) {
        super(reason, null, false, false);
        this.status = status;
        this.again = again;
    }

    /** The subject does not do what it declares, or breaks a rule. */
    public static Finding failed(String reason) {
        return new Finding(Status.FAILED, reason, Again.NEVER);
    }

    /** The check applies, but gave no answer. */
    public static Finding inconclusive(String reason) {
        return new Finding(Status.INCONCLUSIVE, reason, Again.ON_REAL_TIME);
    }

    /** The check applies, but something that another check is about hides the answer. Trying again does not help. */
    public static Finding hidden(String reason) {
        return new Finding(Status.INCONCLUSIVE, reason, Again.NEVER);
    }

    /** The machine was too busy for an answer, even where the subject has a clock of its own. */
    public static Finding busy(String reason) {
        return new Finding(Status.INCONCLUSIVE, reason, Again.ALWAYS);
    }

    /** There is nothing to check. */
    public static Finding notApplicable(String reason) {
        return new Finding(Status.NOT_APPLICABLE, reason, Again.NEVER);
    }

    /** Whether a busy machine may be the reason of all waits, whatever clock the subject has. */
    public boolean isBusy() {
        return again == Again.ALWAYS;
    }

    /** Whether the check may have an answer with another fresh subject that runs on real time. */
    public boolean mayChange() {
        return again != Again.NEVER;
    }

    public Status status() {
        return status;
    }

    /** What was seen, and what to do next. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
