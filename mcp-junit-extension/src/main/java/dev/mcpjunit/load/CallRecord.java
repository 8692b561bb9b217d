/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import java.time.Duration;
import java.util.Set;

/**
 * One call and how it ended.
 *
 * @param number its number in the run, from 0; its nonce holds it
 * @param client which client made it, from 0
 * @param sent when it was sent, in nanoseconds of the run
 * @param ended when its outcome was known, in nanoseconds of the run
 * @param nonces the numbers of the calls whose nonces the answer contains, be it a result or an error
 * @param text the failure in words, or the beginning of an answer that needs an explanation; empty otherwise
 */
record CallRecord(
        int number,
        PlannedCall call,
        int client,
        CallOutcome outcome,
        long sent,
        long ended,
        Set<Integer> nonces,
        String text) {

    CallRecord {
        nonces = Set.copyOf(nonces);
    }

    /** A call that was not made. */
    static CallRecord notMade(int number, PlannedCall call, int client) {
        return new CallRecord(number, call, client, CallOutcome.NOT_MADE, 0, 0, Set.of(), "");
    }

    String server() {
        return call.server();
    }

    Duration latency() {
        return Duration.ofNanos(ended - sent);
    }

    /** Whether the answer shows that it is that to this call. */
    boolean hasOwnNonce() {
        return call.hasNonce() && outcome.isAnswer() && nonces.contains(number);
    }

    /** Whether the two calls were in flight at the same moment. */
    boolean overlaps(CallRecord other) {
        return sent < other.ended && other.sent < ended;
    }

    /** For example {@code call 17 (echo, client 1)}. */
    String title() {
        return "call " + (number + 1) + " (" + call.tool() + ", client " + (client + 1) + ")";
    }
}
