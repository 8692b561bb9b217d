/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.contract.verdict.Verdict;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the verdict of a contract check.
 *
 * <pre>{@code
 * var declared = DeclaredTimeouts.of("get-forecast", ofMillis(500));
 * var probe = TimeoutProbe.of(server -> connect(server), declared, endpoint, faults, traffic);
 * assertThat(probe.givesUpOnAHang()).passed();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {

    VerdictAssert(Verdict actual) {
        super(actual, VerdictAssert.class);
    }

    /**
     * Verify that the check passed. A check that is inconclusive or not applicable has not passed.
     *
     * @return this
     * @throws AssertionError if it has another status, with its message
     */
    public VerdictAssert passed() {
        return hasStatus(Verdict.Status.PASSED);
    }

    /**
     * Verify that the check failed.
     *
     * @return this
     * @throws AssertionError if it has another status, with its message
     */
    public VerdictAssert failed() {
        return hasStatus(Verdict.Status.FAILED);
    }

    /**
     * Verify the status.
     *
     * @param expected the status that the check must have
     * @return this
     * @throws AssertionError if it has another status, with its message
     */
    public VerdictAssert hasStatus(Verdict.Status expected) {
        isNotNull();
        if (actual.status() != expected) {
            throw failure("Expected status %s, but got%n%s", expected, actual);
        }
        return this;
    }

    /**
     * Verify that the message contains a text.
     *
     * @param text the text
     * @return this
     * @throws AssertionError if the message does not contain it
     */
    public VerdictAssert hasMessageContaining(String text) {
        isNotNull();
        if (!actual.message().contains(text)) {
            throw failure("Expected a message that contains%n  %s%nbut got%n%s", text, actual);
        }
        return this;
    }
}
