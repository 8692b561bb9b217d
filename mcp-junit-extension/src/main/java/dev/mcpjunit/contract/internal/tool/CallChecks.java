/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Answered;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Tool;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which tools have sample calls, and how the server answers them. */
final class CallChecks {

    private CallChecks() {}

    /** Each listed tool has a sample call or a reason for having none, and each declared tool is listed. */
    static void coverage(ToolTrial trial) {
        var findings = new Findings();
        DeclaredTools declared = trial.declared();
        List<Tool> tools = trial.tools();
        for (Tool tool : tools) {
            findings.tried();
            if (trial.callsOf(tool).isEmpty() && !declared.withoutSampleCalls().containsKey(tool.name())) {
                findings.violation("tool '" + tool.name()
                        + "' has no sample call, and no reason for having none. Add one:" + " calling(\"" + tool.name()
                        + "\", …) or withoutSampleCall(\"" + tool.name() + "\", reason)");
            }
        }
        Set<String> listed = tools.stream().map(Tool::name).collect(toSet());
        names(declared)
                .distinct()
                .filter(name -> !listed.contains(name))
                .forEach(name -> findings.violation("tool '" + name + "' is declared, but " + trial.server()
                        + " does not list it. Remove it from the declaration, or correct its name"));
        findings.conclude(trial.server() + " lists no tools");
    }

    private static Stream<String> names(DeclaredTools declared) {
        Stream<String> called = Stream.concat(declared.calls().stream(), declared.failures().stream())
                .map(ToolCall::tool);
        return Stream.concat(
                called, Stream.concat(declared.withoutSampleCalls().keySet().stream(), declared.harmless().stream()));
    }

    /** Each sample call succeeds. */
    static void sampleCalls(ToolTrial trial) {
        trial.requireCalls();
        var findings = new Findings();
        for (ToolCall call : trial.declared().calls()) {
            findings.tried();
            ToolOutcome outcome = trial.call(call);
            if (outcome instanceof Unanswered lost && !lost.isOfTheServer()) {
                findings.unclear("the sample call " + call + " " + outcome.words());
            } else if (outcome instanceof Answered answered) {
                result(call, answered, findings);
                rejected(trial, call)
                        .ifPresent(violation -> findings.unclear("the inputSchema of tool '" + call.tool()
                                + "' rejects the arguments of the sample call " + call + " (" + violation
                                + "). Correct the declaration, or the schema"));
            } else {
                findings.violation("the sample call " + call + " " + outcome.words());
            }
        }
        findings.concludeJudged("the declaration has no sample call: calling(…)");
    }

    private static void result(ToolCall call, Answered answered, Findings findings) {
        JsonObject result = answered.result().raw();
        Optional<JsonArray> content = result.array("content");
        if (result.has("isError") && result.bool("isError").isEmpty()) {
            findings.violation("the sample call " + call + " returned an isError that is neither true nor false: "
                    + Printable.line(result.toString(), ToolOutcome.EXCERPT));
        } else if (!answered.succeeded()) {
            findings.violation("the sample call " + call + " " + answered.words());
        } else if (content.isEmpty()) {
            findings.violation("the sample call " + call + " returned no list 'content', which every result has: "
                    + answered.words());
        } else if (!content.get().items().stream().allMatch(CallChecks::isBlock)) {
            findings.violation("the sample call " + call + " returned an item of 'content' that is not an object with a"
                    + " 'type': " + answered.words());
        }
    }

    private static boolean isBlock(JsonValue item) {
        return item instanceof JsonObject block && block.string("type").isPresent();
    }

    /** An error is a result with {@code isError}. */
    static void errors(ToolTrial trial) {
        if (trial.declared().failures().isEmpty()) {
            throw Finding.hidden("the declaration names no call that reports an error. Name one whose arguments the"
                    + " input schema accepts: failing(…)");
        }
        var findings = new Findings();
        Set<String> working = new HashSet<>();
        for (ToolCall call : trial.declared().calls()) {
            if (trial.call(call).isSuccess()) {
                working.add(call.tool());
            }
        }
        for (ToolCall call : trial.declared().failures()) {
            findings.tried();
            error(trial, call, findings);
            if (!working.contains(call.tool()) && trial.called().contains(call.tool())) {
                findings.unclear("no sample call of tool '" + call.tool() + "' succeeds, so the error of the call "
                        + call + " may have another reason");
            }
        }
        findings.conclude("the declaration names no call that reports an error");
    }

    private static void error(ToolTrial trial, ToolCall call, Findings findings) {
        ToolOutcome outcome = trial.call(call);
        Optional<String> rejected = rejected(trial, call);
        if (outcome instanceof Unanswered lost) {
            findings.unanswered(lost, "the call " + call + " " + outcome.words());
        } else if (rejected.isPresent()) {
            // For such arguments, a JSON-RPC error is right as well.
            findings.unclear("the inputSchema of tool '" + call.tool() + "' rejects the arguments of the call " + call
                    + " (" + rejected.get() + "). Correct the declaration: failing(…) is for arguments that the schema"
                    + " accepts");
        } else if (!(outcome instanceof Answered answered) || answered.succeeded()) {
            findings.violation(
                    "the call " + call + " should report an error by a result with isError, but " + outcome.words());
        }
    }

    /**
     * How the arguments of a call break the input schema of the tool; empty if they do not, or it cannot be applied.
     */
    private static Optional<String> rejected(ToolTrial trial, ToolCall call) {
        // What cannot be applied is for the checks of arguments to report.
        var unused = new Findings();
        return trial.tools().stream()
                .filter(tool -> tool.name().equals(call.tool()))
                .flatMap(tool -> InputSchemas.of(trial, tool, unused).stream()
                        .flatMap(schema -> InputSchemas.violations(tool, schema, call.arguments(), unused).stream()))
                .findFirst()
                .map(Object::toString);
    }

    /** A call whose {@code arguments} are missing or null gets an answer, and the same as with no arguments. */
    static void withoutArguments(ToolTrial trial) {
        var findings = new Findings();
        List<Tool> tools = trial.tools().stream()
                .filter(tool ->
                        trial.declared().harmless().contains(tool.name()) || hasCallWithoutArguments(trial, tool))
                .toList();
        if (tools.isEmpty()) {
            throw trial.noHarmlessTool();
        }
        List<ToolCall> calls = trial.declared().calls();
        boolean hasSample = tools.stream().anyMatch(tool -> hasCallWithoutArguments(trial, tool));
        for (int i = 0; hasSample && i < calls.size(); i++) {
            ToolOutcome outcome = trial.call(calls.get(i));
            if (calls.indexOf(calls.get(i)) == i && calls.get(i).arguments().isEmpty()) {
                withoutArguments(trial, calls.get(i), outcome, i, findings);
            }
        }
        for (Tool tool : tools) {
            findings.tried();
            if (!hasCallWithoutArguments(trial, tool)) {
                var none = new ToolCall(tool.name(), JsonObject.EMPTY);
                withoutArguments(trial, none, trial.call(none), 0, findings);
            }
        }
        findings.conclude("no tool can be called without arguments");
    }

    private static void withoutArguments(
            ToolTrial trial, ToolCall none, ToolOutcome empty, int index, Findings findings) {
        if (!empty.isSuccess() && trial.declared().calls().contains(none)) {
            trial.notSuccessful(none, empty, findings);
        }
        if (!isAnswered(none, "with {}", empty, findings)) {
            return;
        }
        ToolOutcome missing = trial.call(none.tool(), Optional.empty());
        if (!isAnswered(none, "without 'arguments'", missing, findings)) {
            return;
        }
        if (empty.isSuccess() && !missing.isSuccess()) {
            // The call with {} may have used up what the other needs.
            trial.replayBefore(index);
            ToolOutcome again = trial.call(none.tool(), Optional.empty());
            trial.replayBefore(index);
            ToolOutcome control = trial.call(none);
            String what = "a call of tool '" + none.tool()
                    + "' succeeds with {}, but without the member 'arguments' it " + again.words();
            if (!again.isSuccess() && control.isSuccess()) {
                findings.violation(what);
            } else if (!again.isSuccess()) {
                findings.unclear(what + ". But by now it does not succeed with {} either: it " + control.words());
            }
        }
        isAnswered(none, "with \"arguments\": null", trial.call(none.tool(), Optional.of(JsonNull.NULL)), findings);
    }

    private static boolean hasCallWithoutArguments(ToolTrial trial, Tool tool) {
        return trial.callsOf(tool).stream().anyMatch(call -> call.arguments().isEmpty());
    }

    private static boolean isAnswered(ToolCall call, String how, ToolOutcome outcome, Findings findings) {
        if (outcome instanceof Unanswered lost) {
            findings.unanswered(lost, "a call of tool '" + call.tool() + "' " + how + " " + outcome.words());
            return false;
        }
        return true;
    }
}
