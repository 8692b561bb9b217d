/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Answered;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.ProtocolError;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.internal.trial.CheckRunner;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.tool.StateProbe;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** One run of a check: makes calls by the connection of the test, and notes them. The connection stays open. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ToolTrial implements CheckRunner.Subject {

    private static final int LINES = 40;

    private final DeclaredTools declared;
    private final McpConnection connection;
    private final HintMemory memory;
    private final List<String> timeline = new ArrayList<>();
    private int more;

    /** Make no call yet. */
    public ToolTrial(DeclaredTools declared, McpConnection connection, HintMemory memory) {
        this.declared = declared;
        this.connection = connection;
        this.memory = memory;
    }

    /** The pass over the calls that judges the hints: that of an earlier check, if there was one. */
    HintPass hintPass(String hint) {
        HintPass pass = memory.pass(hint, declared, connection, () -> HintPass.of(this));
        if (pass.trial() != this) {
            happened("an earlier check made these calls:");
            pass.trial().timeline.forEach(this::happened);
        }
        return pass;
    }

    DeclaredTools declared() {
        return declared;
    }

    String server() {
        return "server '" + connection.serverName() + "'";
    }

    ProtocolRevision revision() {
        return connection.server().protocol();
    }

    /** The tools that the server lists now. */
    List<Tool> tools() {
        if (!connection.server().offers("tools")) {
            return List.of();
        }
        try {
            return connection.listTools();
        } catch (McpException failure) {
            throw Finding.hidden("the tools of " + server() + " could not be listed: "
                    + Printable.line(String.valueOf(failure.getMessage())));
        }
    }

    /** The listed tools that are declared harmless; empty if none is. */
    List<Tool> harmlessTools() {
        return tools().stream()
                .filter(tool -> declared.harmless().contains(tool.name()))
                .toList();
    }

    /** Require sample calls, unless there is no tool to call. */
    void requireCalls() {
        if (tools().isEmpty()) {
            throw Finding.notApplicable(server() + " lists no tools");
        }
        if (declared.calls().isEmpty()) {
            throw Finding.hidden("the declaration has no sample call: calling(…)");
        }
    }

    /** The listed tools that are declared harmless; there must be one. */
    List<Tool> requireHarmless() {
        List<Tool> harmless = harmlessTools();
        if (harmless.isEmpty()) {
            throw noHarmlessTool();
        }
        return harmless;
    }

    Finding noHarmlessTool() {
        return Finding.hidden("the declaration names no listed tool of " + server()
                + " that is harmless, and only harmless tools get generated arguments. Declare one:"
                + " harmless(…)");
    }

    /** The tools that have sample calls. */
    Set<String> called() {
        return declared.calls().stream().map(ToolCall::tool).collect(toSet());
    }

    /** The calls of a tool that succeed. */
    List<ToolCall> callsOf(Tool tool) {
        return declared.calls().stream()
                .filter(call -> call.tool().equals(tool.name()))
                .toList();
    }

    ToolOutcome call(ToolCall call) {
        return call(call.tool(), Optional.of(call.arguments()));
    }

    /** Call a tool with {@code arguments} of any kind, or without that member. */
    ToolOutcome call(String tool, Optional<? extends JsonValue> arguments) {
        JsonObject params = JsonObject.builder()
                .put("name", tool)
                .putIfPresent("arguments", arguments)
                .build();
        ToolOutcome outcome = outcome(tool, params);
        happened("called " + tool + " " + arguments.map(JsonValue::toString).orElse("without arguments") + " and "
                + outcome.words());
        return outcome;
    }

    private ToolOutcome outcome(String tool, JsonObject params) {
        try {
            return new Answered(
                    new ToolResult(tool, connection.request(Methods.CALL_TOOL, params, declared.callTimeout())));
        } catch (McpErrorException refused) {
            return new ProtocolError(refused);
        } catch (RuntimeException lost) {
            // Also what a script of the test throws, and that there is none: the test answers questions of the tool.
            return new Unanswered(lost);
        }
    }

    /** Make the sample calls before one again, so that it finds what they have created. */
    void replayBefore(int index) {
        declared.calls().subList(0, index).forEach(this::call);
    }

    /** The result of a sample call; empty, and reported as unclear, if the call does not succeed. */
    Optional<ToolResult> resultOf(ToolCall call, Findings findings) {
        ToolOutcome outcome = call(call);
        if (outcome instanceof Answered answered && answered.succeeded()) {
            return Optional.of(answered.result());
        }
        notSuccessful(call, outcome, findings);
        return Optional.empty();
    }

    /** Doubt a check that needs a sample call which does not succeed. */
    void notSuccessful(ToolCall call, ToolOutcome outcome, Findings findings) {
        findings.unclear("the sample call " + call + " does not succeed: it " + outcome.words());
    }

    /**
     * Make all sample calls in the order of the declaration, so that a call finds what earlier calls have created.
     *
     * @param judged the tools whose failing calls are reported as unclear
     * @return the calls of these tools
     */
    List<Sampled> samples(Predicate<Tool> judged, Findings findings) {
        // A name that is listed twice is wrong, but each definition counts.
        Map<String, List<Tool>> tools =
                tools().stream().distinct().filter(judged).collect(groupingBy(Tool::name));
        var samples = new ArrayList<Sampled>();
        for (ToolCall call : declared.calls()) {
            List<Tool> definitions = tools.getOrDefault(call.tool(), List.of());
            if (definitions.isEmpty()) {
                call(call);
            } else {
                Optional<ToolResult> result = resultOf(call, findings);
                definitions.forEach(tool -> samples.add(new Sampled(tool, call, result)));
            }
        }
        return samples;
    }

    /** A schema that is ready to validate; empty, and reported as unclear, if it cannot be used. */
    Optional<JsonSchema> usable(Tool tool, String member, JsonValue schema, Findings findings) {
        try {
            return Optional.of(JsonSchema.of(schema));
        } catch (InvalidSchemaException unusable) {
            findings.unclear("the " + member + " of tool '" + tool.name() + "' cannot be applied: "
                    + Printable.line(String.valueOf(unusable.getMessage())));
            return Optional.empty();
        }
    }

    /** Read the state that the declaration shows. */
    JsonValue state() {
        StateProbe probe = declared.state()
                .orElseThrow(() ->
                        Finding.hidden("the declaration does not say how to read the state that tools may change. Add"
                                + " observing(…)"));
        long errors = connection.toolErrors();
        try {
            JsonValue state = JsonValue.of(probe.read(connection));
            if (connection.toolErrors() > errors) {
                throw Finding.hidden("observing(…) called a tool that reported an error, so what it read may not be the"
                        + " state: " + Printable.line(state.toString(), ToolOutcome.EXCERPT)
                        + ". Make observing(…) throw an exception if a call fails");
            }
            if (state instanceof JsonNull) {
                throw Finding.hidden("observing(…) returned null, which shows no state");
            }
            return state;
        } catch (Finding unreadable) {
            throw unreadable;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Finding.hidden("the thread was interrupted while it read the state");
        } catch (Exception failure) {
            throw Finding.hidden("the state could not be read: " + Printable.line(failure.toString()));
        }
    }

    private void happened(String what) {
        if (timeline.size() < LINES) {
            timeline.add(Printable.line(what, ToolOutcome.EXCERPT));
        } else {
            more++;
        }
    }

    @Override
    public Exemptions exemptions() {
        return declared.exemptions();
    }

    @Override
    public boolean runsOnRealTime() {
        return true;
    }

    @Override
    public String timeline() {
        return timeline.stream().map(line -> "  " + line).collect(joining("\n"))
                + (more == 0 ? "" : "\n  … and " + more + " more");
    }

    /** The connection belongs to the test. */
    @Override
    public void close() {}
}
