/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether harmless tools refuse the arguments that their input schemas reject. A refusal proves something only if the
 * tool accepts valid arguments at that time: so the sample calls are made in order, and those of harmless tools before
 * and after the invalid arguments.
 */
final class ArgumentChecks {

    private final ToolTrial trial;
    private final Findings findings = new Findings();
    private final HarmlessTools tools;
    private final Map<String, Set<JsonObject>> sent = new LinkedHashMap<>();

    private ArgumentChecks(ToolTrial trial) {
        this.trial = trial;
        this.tools = new HarmlessTools(trial, findings);
    }

    /** Arguments that the input schema rejects are refused. */
    static void invalid(ToolTrial trial) {
        new ArgumentChecks(trial).run();
    }

    private void run() {
        tools.eachSample((index, call, outcome) -> refuses(call, outcome, () -> succeedsAgain(call, index)));
        tools.names().stream().filter(name -> !trial.called().contains(name)).forEach(this::withoutSample);
        findings.conclude("the input schemas of the harmless tools accept every object");
    }

    /** What shows that the tool still works: its sample call, if need be after all calls before it. */
    private ToolOutcome succeedsAgain(ToolCall call, int index) {
        ToolOutcome again = trial.call(call);
        if (again.isSuccess() || again instanceof Unanswered) {
            return again;
        }
        trial.replayBefore(index);
        return trial.call(call);
    }

    private interface Control {
        ToolOutcome call();
    }

    private void withoutSample(String name) {
        Optional<JsonObject> base =
                GeneratedArguments.base(tools.tool(name).inputSchema().orElseThrow());
        var call = new ToolCall(name, base.orElse(JsonObject.EMPTY));
        refuses(call, trial.call(call), () -> trial.call(call));
    }

    private void refuses(ToolCall call, ToolOutcome before, Control control) {
        if (before instanceof Unanswered) {
            tools.lose(call.tool());
            findings.unclear(unproved(call, before));
            return;
        }
        Set<JsonObject> invalid = invalid(call);
        for (JsonObject arguments : invalid) {
            if (!tools.isLost(call.tool())) {
                refuses(call.tool(), arguments);
            }
        }
        if (invalid.isEmpty() || tools.isLost(call.tool())) {
            return;
        }
        ToolOutcome after = before.isSuccess() ? control.call() : before;
        if (!after.isSuccess()) {
            findings.unclear(unproved(call, after));
        }
    }

    private static String unproved(ToolCall call, ToolOutcome outcome) {
        return "the refusals of tool '" + call.tool() + "' prove nothing, because it does not accept valid arguments"
                + " either: the call " + call + " " + outcome.words();
    }

    /** Invalid arguments that were not sent yet; at most as many as a tool may get in all. */
    private Set<JsonObject> invalid(ToolCall call) {
        String name = call.tool();
        JsonValue source = tools.tool(name).inputSchema().orElseThrow();
        var made = GeneratedArguments.invalid(source, call.arguments(), arguments -> !tools.violations(name, arguments)
                .isEmpty());
        made.unknown().ifPresent(reason -> findings.unclear("tool '" + name + "': " + reason));
        Set<JsonObject> all = sent.computeIfAbsent(name, any -> new LinkedHashSet<>());
        var more = new ArrayList<JsonObject>();
        for (JsonObject arguments : made.arguments()) {
            if (all.size() < GeneratedArguments.MOST && all.add(arguments)) {
                more.add(arguments);
            }
        }
        return new LinkedHashSet<>(more);
    }

    private void refuses(String name, JsonObject arguments) {
        String broken = tools.violations(name, arguments).stream()
                .findFirst()
                .map(violation -> Printable.line(violation.toString()))
                .orElse("");
        findings.tried();
        ToolOutcome outcome = trial.call(new ToolCall(name, arguments));
        String what = "tool '" + name + "' should refuse "
                + Printable.line(arguments.toString(), ToolOutcome.EXCERPT)
                + ", which its inputSchema rejects (" + broken + "), but " + outcome.words();
        if (outcome.isSuccess()) {
            findings.violation(what);
        } else if (outcome instanceof Unanswered unanswered) {
            tools.lose(name, unanswered, what);
        }
    }
}
