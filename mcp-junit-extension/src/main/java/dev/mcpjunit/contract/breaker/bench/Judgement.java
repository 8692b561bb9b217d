/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import dev.mcpjunit.contract.verdict.Verdict;
import org.apiguardian.api.API;

/** Ends a trial before its end: a verdict other than passed, and why. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Judgement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Verdict.Status status;

    private Judgement(Verdict.Status status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    /** The wire has shown that the breaker does something else than it declares. */
    public static Judgement failed(String reason) {
        return new Judgement(Verdict.Status.FAILED, reason);
    }

    /** Nothing could be seen. */
    public static Judgement inconclusive(String reason) {
        return new Judgement(Verdict.Status.INCONCLUSIVE, reason);
    }

    /** The breaker declares nothing of the kind. */
    public static Judgement notApplicable(String reason) {
        return new Judgement(Verdict.Status.NOT_APPLICABLE, reason);
    }

    /** What is said. */
    public Verdict.Status status() {
        return status;
    }
}
