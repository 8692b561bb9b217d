/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.internal.wire.UnexpectedAnswers;
import dev.mcpjunit.load.internal.Footprint;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Says what the calls of a run show about one server. Too little evidence is inconclusive, never passed. */
final class Judge {

    private static final int SHOWN = 5;

    private final List<CallRecord> all;
    private final int clients;
    private final Optional<Duration> callTimeout;

    Judge(List<CallRecord> all, int clients, Optional<Duration> callTimeout) {
        this.all = List.copyOf(all);
        this.callTimeout = callTimeout;
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
                growth(before, after, Footprint::memory, Growth.Unit.BYTES),
                growth(before, after, Footprint::log, Growth.Unit.CHARACTERS),
                verdicts(server, calls, unread(calls, lines), lines));
    }

    private static Map<CallOutcome, Integer> outcomes(List<CallRecord> calls) {
        var outcomes = new EnumMap<CallOutcome, Integer>(CallOutcome.class);
        calls.forEach(call -> outcomes.merge(call.outcome(), 1, Integer::sum));
        return outcomes;
    }

    private static Optional<Growth> growth(
            Footprint before, Footprint after, Function<Footprint, OptionalLong> figure, Growth.Unit unit) {
        OptionalLong first = figure.apply(before);
        OptionalLong last = figure.apply(after);
        return after.isOfSameProcesses(before) && first.isPresent() && last.isPresent()
                ? Optional.of(new Growth(first.getAsLong(), last.getAsLong(), unit))
                : Optional.empty();
    }

    /** Why answers may be unread; of a server that left a call without an answer that is known already. */
    private Optional<String> unread(List<CallRecord> calls, Lines lines) {
        return calls.stream().allMatch(call -> call.outcome().isOfServer())
                ? lines.readAll(callTimeout.orElse(lines.requestTimeout()))
                : Optional.empty();
    }

    private VerdictReport verdicts(String server, List<CallRecord> calls, Optional<String> unread, Lines lines) {
        return new VerdictReport(List.of(
                noErrors(server, calls),
                noLostAnswers(server, calls),
                noDuplicatedAnswers(server, calls, unread, lines.unexpectedAnswers()),
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
        return passedUnless(LoadCheck.NO_ERRORS, new Evidence(server, calls).incomplete());
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
        var evidence = new Evidence(server, calls);
        return passedUnless(LoadCheck.NO_LOST_ANSWERS, evidence.incomplete().or(evidence::invalid));
    }

    private Verdict noDuplicatedAnswers(
            String server, List<CallRecord> calls, Optional<String> unread, UnexpectedAnswers unexpected) {
        if (unexpected.count() > 0) {
            return failed(
                    LoadCheck.NO_DUPLICATED_ANSWERS,
                    "Server '" + server + "' sent answers that no call was waiting for",
                    unexpected.last(),
                    unexpected.count());
        }
        var evidence = new Evidence(server, calls);
        return passedUnless(
                LoadCheck.NO_DUPLICATED_ANSWERS,
                evidence.incomplete()
                        .or(evidence::invalid)
                        .or(evidence::lost)
                        .or(evidence::noAnswers)
                        .or(() -> unread.map(why -> "answers of server '" + server
                                + "' may be unread, because it gave no sign of life after the last call: "
                                + firstLine(why))));
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
        var evidence = new Evidence(server, calls);
        return passedUnless(
                LoadCheck.ANSWERS_BELONG_TO_CALLS,
                evidence.incomplete().or(evidence::lost).or(evidence::noEchoes));
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
        var evidence = new Evidence(server, calls);
        return passedUnless(
                LoadCheck.NO_CROSS_TALK,
                evidence.incomplete()
                        .or(evidence::lost)
                        .or(evidence::noEchoes)
                        .or(() -> evidence.noClientsAtTheSameTime(clients)));
    }

    private static Verdict failed(LoadCheck check, String what, List<String> examples) {
        return failed(check, what, examples, examples.size());
    }

    private static Verdict failed(LoadCheck check, String what, List<String> examples, long count) {
        List<String> first = examples.stream().limit(SHOWN).toList();
        String shown = first.stream().map(example -> "\n  " + example).collect(joining());
        String more = count > first.size() ? "\n  … and " + (count - first.size()) + " more" : "";
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
