/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.bench.Attempt;
import dev.mcpjunit.contract.breaker.bench.Bench;
import java.util.List;

/** Makes as many failures as there may be without opening a breaker: of calls, or of requests where those count. */
final class Failures {

    private Failures() {}

    /** Whether all of them went to the server; what was called is added to the attempts. */
    static boolean reachServer(Bench bench, int failures, List<Attempt> attempts) {
        boolean requests = bench.settings().countsRequests();
        if (requests) {
            bench.failNext(bench.driver(), failures);
        } else {
            bench.fail(bench.driver());
        }
        try {
            for (int failed = 0; failed < failures; ) {
                Attempt attempt = bench.call();
                attempts.add(attempt);
                if (attempt.refused()) {
                    return false;
                }
                failed += requests ? attempt.disturbed() : 1;
            }
            return true;
        } finally {
            bench.heal();
        }
    }
}
