/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.load.internal.Footprint;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Says what the calls of a run show about one server. Too little evidence is inconclusive, never passed. */
final class Judge {

    private static final int SHOWN = 5;

    private final List<CallRecord> all;
    private final int clients;

    Judge(List<CallRecord> all, int clients) {
        this.all = List.copyOf(all);
        this.clients = clients;
    }

    /** Judge the calls of a server. */
    ServerLoad load(String server, Lines lines) {
        List<CallRecord> calls =
                all.stream().filter(call -> call.server().equals(server)).toList();
        Footprint before = lines.before();
        Footprint after = lines.now();
        return new ServerLoad(
                server,
                outcomes(calls),
                new Latencies(calls.stream()
                        .filter(call -> call.outcome().isAnswer())
                        .map(CallRecord::latency)
                        .toList()),
                (int) calls.stream().filter(CallRecord::hasOwnNonce).count(),
                growth(before.memory(), after.memory()),
                growth(before.log(), after.log()),
                verdicts(server, calls, lines.unexpectedAnswers()));
    }

    private static Map<CallOutcome, Integer> outcomes(List<CallRecord> calls) {
        var outcomes = new EnumMap<CallOutcome, Integer>(CallOutcome.class);
        calls.forEach(call -> outcomes.merge(call.outcome(), 1, Integer::sum));
        return outcomes;
    }

    private static Optional<Growth> growth(OptionalLong before, OptionalLong after) {
        return before.isPresent() && after.isPresent()
                ? Optional.of(new Growth(before.getAsLong(), after.getAsLong()))
                : Optional.empty();
    }

    VerdictReport verdicts(String server, List<CallRecord> calls, List<String> unexpected) {
        return new VerdictReport(List.of(
                noErrors(server, calls),
                noLostAnswers(server, calls),
                noDuplicatedAnswers(server, calls, unexpected),
                answersBelong(server, calls),
                noCrossTalk(server, calls)));
    }

    private Verdict noErrors(String server, List<CallRecord> calls) {
        List<CallRecord> failed =
                calls.stream().filter(call -> call.outcome().isError()).toList();
        if (!failed.isEmpty()) {
            return failed(
                    LoadCheck.NO_ERRORS,
                    "Server '" + server + "' failed " + failed.size() + " of " + calls.size() + " calls ("
                            + print(outcomes(failed)) + ")",
                    failed.stream()
                            .map(call -> call.title() + ": " + call.outcome()
                                    + (call.text().isEmpty() ? "" : ": " + firstLine(call.text())))
                            .toList());
        }
        return passedUnless(LoadCheck.NO_ERRORS, incomplete(server, calls));
    }

    private Verdict noLostAnswers(String server, List<CallRecord> calls) {
        List<CallRecord> lost = calls.stream()
                .filter(call -> call.outcome() == CallOutcome.LOST)
                .toList();
        if (!lost.isEmpty()) {
            return failed(
                    LoadCheck.NO_LOST_ANSWERS,
                    "Server '" + server + "' gave no answer to " + lost.size() + " of " + calls.size() + " calls",
                    lost.stream()
                            .map(call -> call.title() + ": " + firstLine(call.text()))
                            .toList());
        }
        long invalid = count(calls, call -> call.outcome() == CallOutcome.INVALID_ANSWER);
        return passedUnless(
                LoadCheck.NO_LOST_ANSWERS,
                incomplete(server, calls)
                        .or(() -> invalid == 0
                                ? Optional.empty()
                                : Optional.of("server '" + server + "' gave " + invalid
                                        + " answers that break the protocol; see the check '" + LoadCheck.NO_ERRORS
                                        + "'")));
    }

    private Verdict noDuplicatedAnswers(String server, List<CallRecord> calls, List<String> unexpected) {
        if (!unexpected.isEmpty()) {
            return failed(
                    LoadCheck.NO_DUPLICATED_ANSWERS,
                    "Server '" + server + "' sent answers that no call was waiting for",
                    unexpected);
        }
        return passedUnless(LoadCheck.NO_DUPLICATED_ANSWERS, incomplete(server, calls));
    }

    private Verdict answersBelong(String server, List<CallRecord> calls) {
        List<String> wrong = calls.stream()
                .flatMap(call -> Belonging.of(call, all).describe(calls).stream())
                .toList();
        if (!wrong.isEmpty()) {
            return failed(
                    LoadCheck.ANSWERS_BELONG_TO_CALLS,
                    "Server '" + server + "' gave " + wrong.size() + " of " + calls.size()
                            + " calls an answer that does not belong to them",
                    wrong);
        }
        return passedUnless(
                LoadCheck.ANSWERS_BELONG_TO_CALLS, incomplete(server, calls).or(() -> noEchoes(server, calls)));
    }

    private Verdict noCrossTalk(String server, List<CallRecord> calls) {
        List<String> mixed = calls.stream()
                .map(call -> Belonging.of(call, all))
                .filter(Belonging::isOfAnotherClient)
                .flatMap(belonging -> belonging.describe(calls).stream())
                .toList();
        if (!mixed.isEmpty()) {
            return failed(
                    LoadCheck.NO_CROSS_TALK,
                    "Server '" + server + "' gave " + mixed.size() + " of " + calls.size()
                            + " calls an answer with data of another client",
                    mixed);
        }
        return passedUnless(
                LoadCheck.NO_CROSS_TALK,
                incomplete(server, calls)
                        .or(() -> noEchoes(server, calls))
                        .or(() -> noClientsAtTheSameTime(server, calls)));
    }

    /** Why the calls prove nothing about an answer that is missing. */
    private static Optional<String> incomplete(String server, List<CallRecord> calls) {
        long gone = count(calls, call -> call.outcome().isEndOfServer());
        if (gone > 0) {
            return Optional.of("server '" + server + "' was unreachable or had ended for " + gone + " of "
                    + calls.size() + " calls; see the check '" + LoadCheck.NO_ERRORS + "'");
        }
        long missing = count(calls, call -> call.outcome().isMissing());
        if (missing > 0) {
            return Optional.of(missing + " of " + calls.size() + " calls of server '" + server
                    + "' were not made or not answered before the time of the session was over. Allow more time:"
                    + " within(…), or make fewer calls");
        }
        return calls.isEmpty()
                ? Optional.of("server '" + server + "' was not called. Make more calls: calls(…)")
                : Optional.empty();
    }

    private static Optional<String> noEchoes(String server, List<CallRecord> calls) {
        if (count(calls, call -> call.call().hasNonce()) == 0) {
            return Optional.of("no call of server '" + server + "' carries a nonce. Put " + PlannedCall.NONCE
                    + " into an argument that the server echoes");
        }
        Optional<CallRecord> silent = calls.stream()
                .filter(call -> call.call().hasNonce() && !Belonging.echoes(call.call(), calls))
                .findFirst();
        if (silent.isPresent()) {
            return Optional.of("no answer of server '" + server + "' to '"
                    + silent.get().call().tool()
                    + "' has the nonce of its call. Put the nonce into an argument that the"
                    + " server echoes, or correct the path in echoedAt(…)");
        }
        long own = count(calls, CallRecord::hasOwnNonce);
        return own < 2
                ? Optional.of("server '" + server + "' answered only one call that carries a nonce. Make more calls:"
                        + " calls(…)")
                : Optional.empty();
    }

    private Optional<String> noClientsAtTheSameTime(String server, List<CallRecord> calls) {
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

    private static long count(List<CallRecord> calls, Predicate<CallRecord> condition) {
        return calls.stream().filter(condition).count();
    }

    private static Verdict failed(LoadCheck check, String what, List<String> examples) {
        String shown =
                examples.stream().limit(SHOWN).map(example -> "\n  " + example).collect(joining());
        String more = examples.size() > SHOWN ? "\n  … and " + (examples.size() - SHOWN) + " more" : "";
        return new Verdict(check.toString(), Status.FAILED, what + ":" + shown + more, "", Optional.empty());
    }

    private static Verdict passedUnless(LoadCheck check, Optional<String> reason) {
        return new Verdict(
                check.toString(),
                reason.isPresent() ? Status.INCONCLUSIVE : Status.PASSED,
                reason.orElse(""),
                "",
                Optional.empty());
    }

    static String print(Map<CallOutcome, Integer> outcomes) {
        return outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " × " + outcome.getKey())
                .collect(joining(", "));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
