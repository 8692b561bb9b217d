/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.isolation;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.ArrayList;
import java.util.List;

/** How the steps of both clients ended. A failed check outweighs an inconclusive one, whichever came first. */
final class Outcomes {

    private final List<RuntimeException> ends = new ArrayList<>();

    /** Take a step. What it finds is thrown by {@link #require()}, after the steps of the other client. */
    Outcomes of(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException end) {
            ends.add(end);
        }
        return this;
    }

    /** Throw what the steps found, if they found anything. */
    void require() {
        ends.stream()
                .filter(end -> end instanceof Finding finding && finding.status() == Status.FAILED)
                .findFirst()
                .or(() -> ends.stream().findFirst())
                .ifPresent(end -> {
                    throw end;
                });
    }
}
