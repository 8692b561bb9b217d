/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Why the calls of a server prove too little for a check; empty reasons if they prove enough. */
record Evidence(String server, List<CallRecord> calls) {

    private static final String SEE_ERRORS = "; see hasNoErrors()";

    /** Why the calls prove nothing about an answer that is missing. */
    Optional<String> incomplete() {
        long gone = count(call -> call.outcome().isEndOfServer());
        if (gone > 0) {
            return Optional.of("server '" + server + "' was unreachable or had ended for " + gone + " of "
                    + calls.size() + " calls" + SEE_ERRORS);
        }
        long missing = count(call -> call.outcome().isMissing());
        if (missing > 0) {
            return Optional.of(missing + " of " + calls.size() + " calls of server '" + server
                    + "' were not made or not answered before the time of the session was over. Allow more time:"
                    + " within(…), or make fewer calls");
        }
        return calls.isEmpty()
                ? Optional.of("server '" + server + "' was not called. Make more calls: calls(…)")
                : Optional.empty();
    }

    /** Why some answers are not known. */
    Optional<String> invalid() {
        long invalid = count(call -> call.outcome() == CallOutcome.INVALID_ANSWER);
        return invalid == 0
                ? Optional.empty()
                : Optional.of(
                        "server '" + server + "' gave " + invalid + " answers that break the protocol" + SEE_ERRORS);
    }

    /** Why some answers may still come. */
    Optional<String> lost() {
        long lost = count(call -> call.outcome() == CallOutcome.LOST);
        return lost == 0
                ? Optional.empty()
                : Optional.of("server '" + server + "' gave no answer to " + lost + " of " + calls.size()
                        + " calls; see hasNoLostAnswers()");
    }

    /** Why there is no answer that could show anything. */
    Optional<String> noAnswers() {
        return count(call -> call.outcome().isAnswer()) > 0
                ? Optional.empty()
                : Optional.of("no call of server '" + server + "' got a result" + SEE_ERRORS);
    }

    /** Why the answers do not show to which calls they belong. */
    Optional<String> noEchoes() {
        if (count(call -> call.call().hasNonce()) == 0) {
            return Optional.of("no call of server '" + server + "' carries a nonce. Put " + PlannedCall.NONCE
                    + " into an argument that the server echoes");
        }
        Optional<PlannedCall> silent = calls.stream()
                .map(CallRecord::call)
                .filter(planned -> planned.hasNonce() && !Belonging.echoes(planned, calls))
                .findFirst();
        if (silent.isPresent()) {
            return Optional.of(noEcho(silent.get()));
        }
        return count(CallRecord::hasOwnNonce) < 2
                ? Optional.of("server '" + server + "' answered only one call that carries a nonce. Make more calls:"
                        + " calls(…)")
                : Optional.empty();
    }

    private String noEcho(PlannedCall planned) {
        return count(call -> call.call().equals(planned) && call.outcome().isAnswer()) == 0
                ? "no call of '" + planned.tool() + "' of server '" + server + "' got a result" + SEE_ERRORS
                : "no answer of server '" + server + "' to '" + planned.tool()
                        + "' has the nonce of its call. Put the nonce into an argument that the"
                        + " server echoes, or correct the path in echoedAt(…)";
    }

    /** Why no two clients could get in each other's way. */
    Optional<String> noClientsAtTheSameTime(int clients) {
        if (clients < 2) {
            return Optional.of("there was only one client. Use several: clients(2)");
        }
        List<CallRecord> bySend = calls.stream()
                .filter(CallRecord::hasOwnNonce)
                .sorted(Comparator.comparingLong(CallRecord::sent))
                .toList();
        for (int i = 0; i < bySend.size(); i++) {
            CallRecord call = bySend.get(i);
            for (int j = i + 1; j < bySend.size() && bySend.get(j).overlaps(call); j++) {
                if (bySend.get(j).client() != call.client()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("no two clients waited for answers of server '" + server
                + "' at the same moment. Make more calls: calls(…)");
    }

    private long count(Predicate<CallRecord> condition) {
        return calls.stream().filter(condition).count();
    }
}
