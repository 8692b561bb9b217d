/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;

/** Judges one thing that a breaker promises. */
@FunctionalInterface
interface BreakerJudge {

    /**
     * Try the breaker. To return is to pass it.
     *
     * @param bench a fresh breaker on its bench
     * @throws Judgement if there is anything else to say
     */
    void judge(Bench bench);
}
