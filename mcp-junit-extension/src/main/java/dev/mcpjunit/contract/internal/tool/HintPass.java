/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.internal.trial.Watch;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.JsonDifference;
import dev.mcpjunit.model.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One pass over the calls of a declaration, which judges both hints. It makes the calls in order, so that a call finds
 * what earlier calls have created, and reads the state around those of tools with a hint.
 */
final class HintPass {

    private static final int SHOWN = 3;
    private static final int VALUE = 80;

    /** How long to look for a change that comes without a call: twice as long as the call took, within these limits. */
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(200);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private final ToolTrial trial;
    private final Findings readOnly = new Findings();
    private final Findings idempotent = new Findings();
    private final Set<String> readOnlyTools;
    private final Set<String> idempotentTools;
    private final List<ToolCall> mayChange = new ArrayList<>();
    private final Set<String> withoutEffect = new LinkedHashSet<>();
    private final Set<String> withEffect = new LinkedHashSet<>();

    private HintPass(ToolTrial trial) {
        this.trial = trial;
        List<Tool> tools = trial.tools();
        this.readOnlyTools = names(tools, HintPass::isReadOnly);
        this.idempotentTools = names(tools, HintPass::isIdempotent);
    }

    static HintPass of(ToolTrial trial) {
        var pass = new HintPass(trial);
        pass.run();
        return pass;
    }

    static boolean isReadOnly(Tool tool) {
        return tool.annotations().bool("readOnlyHint").orElse(false);
    }

    /** The hint has a meaning only for tools that change something. */
    static boolean isIdempotent(Tool tool) {
        return tool.annotations().bool("idempotentHint").orElse(false) && !isReadOnly(tool);
    }

    private static Set<String> names(List<Tool> tools, Predicate<Tool> hinted) {
        return tools.stream().filter(hinted).map(Tool::name).collect(toCollection(LinkedHashSet::new));
    }

    ToolTrial trial() {
        return trial;
    }

    Findings readOnly() {
        return readOnly;
    }

    Findings idempotent() {
        return idempotent;
    }

    private void run() {
        List<ToolCall> samples = trial.declared().calls();
        List<ToolCall> calls = Stream.concat(samples.stream(), trial.declared().failures().stream())
                .toList();
        int next = 0;
        try {
            requireSame(trial.state(), trial.state());
            // To the last sample call, even if it has no hint: it may remove what the first has created.
            for (; next < calls.size(); next++) {
                make(calls.get(next), next < samples.size() ? Kind.SAMPLE : Kind.FAILING);
            }
        } catch (Finding unreadable) {
            // What was seen before stays.
            if (isHinted(calls, next, readOnlyTools)) {
                readOnly.unclear(unreadable.reason());
            }
            if (isHinted(calls, next, idempotentTools)) {
                idempotent.unclear(unreadable.reason());
            }
        }
        withoutEffect.removeAll(withEffect);
        withoutEffect.forEach(tool -> idempotent.unclear("the sample calls of tool '" + tool + "' did not change the"
                + " observed state even once, so nothing shows whether a second call changes it again. Declare"
                + " arguments that change it, show in observing(…) what they change, and start the server anew"));
    }

    private enum Kind {
        SAMPLE,
        FAILING
    }

    /** Whether a call at this index or later is one of these tools. */
    private static boolean isHinted(List<ToolCall> calls, int from, Set<String> tools) {
        return calls.stream().skip(from).anyMatch(call -> tools.contains(call.tool()));
    }

    private void make(ToolCall call, Kind kind) {
        if (readOnlyTools.contains(call.tool())) {
            readOnly(call, kind);
        } else if (idempotentTools.contains(call.tool())) {
            mayChange.add(call);
            idempotent(call, kind);
        } else {
            mayChange.add(call);
            trial.call(call);
        }
    }

    private void readOnly(ToolCall call, Kind kind) {
        JsonValue before = trial.state();
        long start = System.nanoTime();
        ToolOutcome outcome = trial.call(call);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        note(call, kind, outcome, readOnly);
        if (outcome instanceof Unanswered) {
            return;
        }
        change(before).ifPresent(change -> {
            String what = "tool '" + call.tool() + "' declares readOnlyHint, but the call " + call
                    + " changed the state: " + change;
            if (changesWithoutIt(took)) {
                readOnly.unclear(what + ". But the state also changes some time after other calls, or by itself");
            } else {
                readOnly.violation(what);
            }
        });
    }

    private void idempotent(ToolCall call, Kind kind) {
        JsonValue before = trial.state();
        ToolOutcome first = trial.call(call);
        note(call, kind, first, idempotent);
        if (first instanceof Unanswered) {
            return;
        }
        JsonValue once = trial.state();
        boolean hasEffect = !once.equals(before);
        if (kind == Kind.SAMPLE && first.isSuccess()) {
            (hasEffect ? withEffect : withoutEffect).add(call.tool());
        }
        ToolOutcome second = trial.call(call);
        if (second instanceof Unanswered) {
            idempotent.unclear("the second call " + call + " " + second.words());
            return;
        }
        change(once).ifPresent(change -> {
            String what = "tool '" + call.tool() + "' declares idempotentHint, but the second call " + call
                    + " changed the state again: " + change;
            if (hasEffect || changesOnceMore(call)) {
                idempotent.violation(what);
            } else {
                idempotent.unclear(what + ". But that may be the effect of the first call, which comes later");
            }
        });
    }

    /** Only a sample call that succeeds shows what the tool does. A failing call may still break a hint. */
    private static void note(ToolCall call, Kind kind, ToolOutcome outcome, Findings findings) {
        if (kind == Kind.SAMPLE && outcome.isSuccess()) {
            findings.tried();
        } else if (kind == Kind.SAMPLE) {
            findings.unclear("the sample call " + call + " does not succeed: it " + outcome.words());
        } else if (outcome instanceof Unanswered) {
            findings.unclear("the call " + call + " " + outcome.words());
        }
    }

    /** Repeat the earlier calls that may change something, and look whether the state changes then without a call. */
    private boolean changesWithoutIt(Duration took) {
        mayChange.forEach(trial::call);
        JsonValue before = trial.state();
        look(took.multipliedBy(2));
        return !trial.state().equals(before);
    }

    private boolean changesOnceMore(ToolCall call) {
        look(SHORTEST_LOOK);
        JsonValue before = trial.state();
        return !(trial.call(call) instanceof Unanswered) && change(before).isPresent();
    }

    private static void look(Duration wanted) {
        Duration length = wanted.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : wanted;
        try (var watch = new Watch(Instant::now)) {
            watch.waitUntil(watch.now().plus(length.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : length));
        }
    }

    /** How the state differs from before, if it does and stays so. */
    private Optional<String> change(JsonValue before) {
        JsonValue after = trial.state();
        if (after.equals(before)) {
            return Optional.empty();
        }
        requireSame(after, trial.state());
        return Optional.of(differences(before, after));
    }

    private static void requireSame(JsonValue before, JsonValue after) {
        if (!before.equals(after)) {
            throw Finding.hidden("the observed state changes without a call: " + differences(before, after)
                    + ". Exclude what changes on its own from observing(…)");
        }
    }

    private static String differences(JsonValue before, JsonValue after) {
        return JsonDifference.between(before, after).stream()
                .limit(SHOWN)
                .map(difference -> (difference.at().toString().isEmpty() ? "" : difference.at() + ": ")
                        + shown(difference.before()) + " → " + shown(difference.after()))
                .collect(joining("; "));
    }

    private static String shown(Optional<JsonValue> value) {
        return value.map(present -> Printable.line(present.toString(), VALUE)).orElse("nothing");
    }
}
