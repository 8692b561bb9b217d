/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import dev.mcpjunit.contract.client.CallFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What counts as a failure, as declared. */
record CountedFailures(Map<CallFailure, Counting> declared, Optional<SlowCalls> slowCalls) {

    static final CountedFailures NONE = new CountedFailures(Map.of(), Optional.empty());

    CountedFailures {
        declared = Map.copyOf(declared);
    }

    CountedFailures with(Counting counting, CallFailure... failures) {
        Map<CallFailure, Counting> all = new EnumMap<>(CallFailure.class);
        all.putAll(declared);
        for (CallFailure failure : failures) {
            all.put(failure, counting);
        }
        return new CountedFailures(all, slowCalls);
    }

    CountedFailures slow(SlowCalls slow) {
        return new CountedFailures(declared, Optional.of(slow));
    }

    Optional<Boolean> isCounted(CallFailure failure) {
        return Optional.ofNullable(declared.get(failure)).map(counting -> counting == Counting.COUNTED);
    }
}
