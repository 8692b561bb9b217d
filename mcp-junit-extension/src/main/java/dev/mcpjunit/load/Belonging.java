/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/**
 * To which calls the answer to a call belongs, by its nonces.
 *
 * @param others the other calls whose nonces are where only that of this call should be; empty if there are none
 */
record Belonging(CallRecord call, List<CallRecord> others) {

    /** @param all all calls of the run, by their numbers */
    static Belonging of(CallRecord call, List<CallRecord> all) {
        if (!call.call().hasNonce()) {
            return new Belonging(call, List.of());
        }
        // Beside its own nonce, an answer may show what the session has stored, unless the plan names the place. The
        // plan names none in an error.
        boolean isWhole = call.call().echo().isEmpty() || call.outcome() != CallOutcome.ANSWERED;
        boolean mayShowMore = call.nonces().contains(call.number()) && isWhole;
        return new Belonging(
                call,
                mayShowMore
                        ? List.of()
                        : call.nonces().stream()
                                .filter(number -> number != call.number() && number < all.size())
                                .sorted()
                                .map(all::get)
                                .toList());
    }

    /** Whether any answer to the same planned call has the nonce of its call. */
    static boolean echoes(PlannedCall planned, List<CallRecord> calls) {
        return calls.stream().anyMatch(call -> call.call().equals(planned) && call.hasOwnNonce());
    }

    boolean isOfAnotherClient() {
        return others.stream().anyMatch(other -> other.client() != call.client());
    }

    /** What is wrong; empty if nothing is. */
    Optional<String> describe(List<CallRecord> calls) {
        if (!others.isEmpty()) {
            return Optional.of(call.title()
                    + (call.outcome() == CallOutcome.ANSWERED
                            ? " got the answer to "
                            : " got an error with the nonce of ")
                    + others.stream().map(CallRecord::title).collect(joining(" and ")) + ": " + call.text());
        }
        boolean lacksNonce = call.call().hasNonce() && call.outcome() == CallOutcome.ANSWERED && !call.hasOwnNonce();
        return lacksNonce && calls.stream().anyMatch(other -> other.call().equals(call.call()) && other.hasOwnNonce())
                ? Optional.of(call.title() + " got an answer without its nonce: " + call.text())
                : Optional.empty();
    }
}
