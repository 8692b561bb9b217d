/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.joining;

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
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** One run of a check: makes calls by the connection of the test, and notes them. The connection stays open. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ToolTrial implements CheckRunner.Subject {

    private static final int LINES = 40;

    private final DeclaredTools declared;
    private final McpConnection connection;
    private final List<String> timeline = new ArrayList<>();
    private int more;

    /** Make no call yet. */
    public ToolTrial(DeclaredTools declared, McpConnection connection) {
        this.declared = declared;
        this.connection = connection;
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
            throw Finding.hidden("the tools of " + server() + " could not be listed: " + failure.getMessage());
        }
    }

    /** The listed tools that are declared harmless; empty if none is. */
    List<Tool> harmlessTools() {
        return tools().stream()
                .filter(tool -> declared.harmless().contains(tool.name()))
                .toList();
    }

    /** Require a tool that may get generated arguments. */
    Finding noHarmlessTool() {
        return Finding.hidden("the declaration names no listed tool of " + server()
                + " that may get arguments which the check makes. Name tools for which no arguments do damage:"
                + " harmless(…)");
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
        } catch (McpException lost) {
            return new Unanswered(lost);
        }
    }

    /** The result of a sample call; empty, with a doubt, if the call does not succeed. */
    Optional<ToolResult> resultOf(ToolCall call, Findings findings) {
        ToolOutcome outcome = call(call);
        if (outcome instanceof Answered answered && answered.succeeded()) {
            return Optional.of(answered.result());
        }
        findings.doubt("the sample call " + call + " does not succeed: it " + outcome.words());
        return Optional.empty();
    }

    /**
     * Make all sample calls in the order of the declaration, so that a call finds what earlier calls have created.
     *
     * @param judged the tools whose failing calls are doubts
     * @return the calls of these tools
     */
    List<Sampled> samples(Predicate<Tool> judged, Findings findings) {
        Map<String, Tool> tools = new HashMap<>();
        tools().forEach(tool -> tools.putIfAbsent(tool.name(), tool));
        var samples = new ArrayList<Sampled>();
        for (ToolCall call : declared.calls()) {
            Tool tool = tools.get(call.tool());
            if (tool != null && judged.test(tool)) {
                samples.add(new Sampled(tool, call, resultOf(call, findings)));
            } else {
                call(call);
            }
        }
        return samples;
    }

    /** A schema that is ready to validate; empty, with a doubt, if it cannot be used. */
    Optional<JsonSchema> usable(Tool tool, String member, JsonValue schema, Findings findings) {
        try {
            return Optional.of(JsonSchema.of(schema));
        } catch (InvalidSchemaException unusable) {
            findings.doubt("the " + member + " of tool '" + tool.name() + "' cannot be applied: "
                    + Printable.line(String.valueOf(unusable.getMessage())));
            return Optional.empty();
        }
    }

    /** Read the state that the declaration shows. */
    JsonValue state() {
        StateProbe probe = declared.state()
                .orElseThrow(() -> Finding.hidden(
                        "the declaration does not say how to read the state that tools may change. Say it:"
                                + " observing(…)"));
        try {
            return JsonValue.of(probe.read(connection));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Finding.hidden("the thread was interrupted while it read the state");
        } catch (Exception failure) {
            throw Finding.hidden("the state could not be read: " + failure);
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
