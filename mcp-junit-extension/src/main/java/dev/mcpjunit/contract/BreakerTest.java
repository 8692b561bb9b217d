/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Says a finding in the way of JUnit. */
final class BreakerTest {

    private BreakerTest() {}

    static void run(BreakerCheck check, CircuitBreakerContract contract, BreakerProbe probe) {
        BreakerFinding finding = probe.check(check, contract::breaker);
        switch (finding.status()) {
            case PASSED -> {}
            case FAILED -> throw new AssertionFailedError(finding.reason() + "\n\n" + finding.timeLine() + "\n");
            case INCONCLUSIVE ->
                throw new TestAbortedException(
                        "Nothing could be seen. " + finding.reason() + "\n\n" + finding.timeLine() + "\n");
            case NOT_APPLICABLE -> throw new TestAbortedException("Not checked. " + finding.reason());
        }
    }
}
