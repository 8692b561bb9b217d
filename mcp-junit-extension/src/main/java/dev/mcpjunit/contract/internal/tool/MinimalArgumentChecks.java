/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Tool;
import java.util.List;

/**
 * Whether harmless tools accept the smallest arguments that their input schemas accept. The sample calls are made in
 * order, so that a call finds what earlier calls have created.
 */
final class MinimalArgumentChecks {

    private final ToolTrial trial;
    private final Findings findings = new Findings();
    private final HarmlessTools tools;

    private MinimalArgumentChecks(ToolTrial trial) {
        this.trial = trial;
        this.tools = new HarmlessTools(trial, findings);
    }

    /** The smallest arguments that the input schema accepts are accepted. */
    static void minimal(ToolTrial trial) {
        new MinimalArgumentChecks(trial).run();
    }

    private void run() {
        tools.eachSample(this::reduced);
        tools.names().stream()
                .filter(trial.declared().acceptingAllValid()::contains)
                .filter(name -> !tools.isLost(name))
                .forEach(name -> generated(tools.tool(name)));
        findings.conclude("the sample calls of the harmless tools have no optional arguments, and the declaration names"
                + " no tool that accepts all valid arguments: acceptingAllValid(…)");
    }

    private void reduced(int index, ToolCall call, ToolOutcome sample) {
        JsonObject smallest =
                GeneratedArguments.reduced(call.arguments(), arguments -> tools.violations(call.tool(), arguments)
                        .isEmpty());
        if (smallest.equals(call.arguments())) {
            return;
        }
        if (!sample.isSuccess()) {
            trial.notSuccessful(call, sample, findings);
            return;
        }
        findings.tried();
        var smaller = new ToolCall(call.tool(), smallest);
        ToolOutcome outcome = trial.call(smaller);
        if (outcome.isSuccess()) {
            return;
        }
        if (outcome instanceof Unanswered unanswered) {
            tools.lose(call.tool(), unanswered, what(smaller, outcome));
            return;
        }
        // The sample call may have used up what it needs, or the tool may refuse everything by now.
        trial.replayBefore(index);
        ToolOutcome again = trial.call(smaller);
        trial.replayBefore(index);
        ToolOutcome control = trial.call(call);
        if (again instanceof Unanswered unanswered) {
            tools.lose(call.tool(), unanswered, what(smaller, again));
        } else if (!again.isSuccess() && control.isSuccess()) {
            findings.violation(what(smaller, again));
        } else if (!again.isSuccess()) {
            findings.unclear(what(smaller, again) + ". But by now the sample call does not succeed either: it "
                    + control.words());
        }
    }

    private static String what(ToolCall call, ToolOutcome outcome) {
        return "tool '" + call.tool() + "' should accept "
                + Printable.line(call.arguments().toString(), ToolOutcome.EXCERPT)
                + ", which its inputSchema accepts, but " + outcome.words();
    }

    private void generated(Tool tool) {
        for (Smallest smallest : GeneratedArguments.smallest(tool.inputSchema().orElseThrow())) {
            if (smallest instanceof Smallest.Found found) {
                if (!tools.isLost(tool.name())) {
                    accepts(tool, found.arguments());
                }
            } else if (smallest instanceof Smallest.None) {
                findings.violation("the inputSchema of tool '" + tool.name() + "' accepts no arguments at all");
            } else if (smallest instanceof Smallest.Unknown unknown) {
                findings.unclear("this check cannot generate all smallest arguments of the inputSchema of tool '"
                        + tool.name() + "': " + unknown.reason());
            }
        }
    }

    private void accepts(Tool tool, JsonObject arguments) {
        findings.tried();
        var call = new ToolCall(tool.name(), arguments);
        ToolOutcome outcome = trial.call(call);
        if (outcome instanceof Unanswered unanswered) {
            tools.lose(tool.name(), unanswered, what(call, outcome));
        } else if (!outcome.isSuccess()) {
            if (InputSchemas.mentionsFormat(tool.inputSchema().orElseThrow())) {
                findings.unclear(what(call, outcome)
                        + ". The schema has the keyword 'format', which generated arguments do not follow");
            } else if (isWorking(tool)) {
                findings.violation(what(call, outcome));
            } else {
                findings.unclear(what(call, outcome) + ". But by now its sample call does not succeed either");
            }
        }
    }

    /** Whether the tool refuses everything by now. A tool without a sample call is not tried. */
    private boolean isWorking(Tool tool) {
        List<ToolCall> calls = trial.declared().calls();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).tool().equals(tool.name())) {
                trial.replayBefore(i);
                return trial.call(calls.get(i)).isSuccess();
            }
        }
        return true;
    }
}
