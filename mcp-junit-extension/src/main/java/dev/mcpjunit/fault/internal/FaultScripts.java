/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.fault.TimingFault;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each fault does, as a script: a table with one line for each fault. */
final class FaultScripts {

    private static final String ERROR_LINE = "x".repeat(1_023) + "\n";

    private static final FaultScripts ALL = new FaultScripts();

    private final Map<Class<? extends Fault>, Function<Fault, Script>> table = new HashMap<>();

    private FaultScripts() {
        timing();
        connection();
        answer();
        stream();
        process();
        ProtocolScripts.addTo(this);
        TaskScripts.addTo(this);
        AuthorizationScripts.addTo(this);
    }

    /** Make the script of a fault for one exchange. */
    static Script of(Fault fault) {
        Function<Fault, Script> script = ALL.table.get(fault.getClass());
        if (script == null) {
            throw new IllegalStateException("No script says what this fault does: " + fault.getClass());
        }
        return script.apply(fault);
    }

    /** The faults in the table. */
    static Set<Class<?>> types() {
        return Set.copyOf(ALL.table.keySet());
    }

    <F extends Fault> void add(Class<F> type, Function<F, Script> script) {
        table.put(type, fault -> script.apply(type.cast(fault)));
    }

    private void timing() {
        add(TimingFault.DelayRequest.class, fault -> Scripts.beforeRequest(new Act.Pause(fault.by())));
        add(TimingFault.DelayAnswer.class, fault -> Scripts.beforeAnswer(new Act.Pause(fault.by())));
        add(TimingFault.HoldRequest.class, fault -> Scripts.beforeRequest(new Act.Hold(fault.gate())));
        add(TimingFault.HoldAnswer.class, fault -> Scripts.beforeAnswer(new Act.Hold(fault.gate())));
        add(
                TimingFault.Drip.class,
                fault -> Scripts.onEachMessage(message -> new Act.Drip(message, fault.bytes(), fault.pause())));
    }

    private void connection() {
        add(
                ConnectionFault.CutBeforeServer.class,
                fault -> Scripts.insteadOfRequest(request -> new Act.End(fault.cut())));
        add(ConnectionFault.CutOnAccept.class, fault -> Scripts.insteadOfRequest(none -> new Act.End(fault.cut())));
        add(ConnectionFault.LoseResponse.class, fault -> Scripts.insteadOfAnswer(answer -> new Act.End(fault.cut())));
        add(
                ConnectionFault.CutInMessage.class,
                fault -> Scripts.onMessage(
                        fault.message(),
                        message -> List.of(new Act.SendPart(message, fault.bytes()), new Act.End(fault.cut()))));
        // Nothing to do for an exchange: there is none. The listener refuses.
        add(ConnectionFault.Refuse.class, fault -> Scripts.NONE);
    }

    private void answer() {
        add(AnswerFault.HttpResponse.class, fault -> {
            var response = new Act.Http(fault.status(), fault.headers(), fault.body());
            return fault.execution() == Execution.DONE
                    ? Scripts.insteadOfAnswer(answer -> response)
                    : Scripts.insteadOfRequest(request -> response);
        });
        add(
                AnswerFault.Compressed.class,
                fault -> Scripts.insteadOfAnswer(answer -> new Act.SendCompressed(answer, fault.encoding())));
        add(
                AnswerFault.RpcError.class,
                fault -> Scripts.insteadOfRequest(
                        request -> new Act.Send(RpcMessage.error(request.get("id"), fault.code(), fault.message()))));
        add(
                AnswerFault.ToolError.class,
                fault -> Scripts.insteadOfRequest(
                        request -> new Act.Send(RpcMessage.result(request.get("id"), toolError(fault.text())))));
        add(AnswerFault.Garbage.class, fault -> Scripts.insteadOfAnswer(answer -> new Act.SendText(fault.text())));
        add(
                AnswerFault.TruncatedJson.class,
                fault -> Scripts.insteadOfAnswer(answer -> {
                    String text = answer.toString();
                    return new Act.SendText(text.substring(0, text.length() / 2));
                }));
        add(
                AnswerFault.ChangedId.class,
                fault -> Scripts.insteadOfAnswer(answer -> new Act.Send(answer.toBuilder()
                        .put("id", changed(answer.get("id"), fault.change()))
                        .build())));
        add(AnswerFault.ChangedResult.class, fault -> Scripts.changeResult(fault.change()));
        add(AnswerFault.GiantResult.class, fault -> {
            var text = JsonValue.of(Map.of("type", "text", "text", "x".repeat(fault.bytes())));
            return Scripts.changeResult(result -> result.toBuilder()
                    .put("content", new JsonArray(List.of(text)))
                    .build());
        });
        add(
                AnswerFault.DuplicateAnswer.class,
                fault -> Scripts.onAnswer(answer -> List.of(new Act.Send(answer), new Act.Send(answer))));
    }

    private static JsonObject toolError(String text) {
        return JsonObject.builder()
                .put("isError", true)
                .put("content", List.of(Map.of("type", "text", "text", text)))
                .build();
    }

    private static JsonValue changed(@Nullable JsonValue id, IdChange change) {
        return switch (change) {
            case WRONG -> JsonValue.of(987_654_321);
            case NULL -> JsonNull.NULL;
            case RETYPED ->
                id instanceof JsonString text
                        ? JsonValue.of(text.value().hashCode())
                        : JsonValue.of(id instanceof JsonNumber number ? number.toString() : "0");
        };
    }

    private void stream() {
        add(StreamFault.DropMessage.class, fault -> Scripts.onMessage(fault.message(), message -> List.of()));
        add(
                StreamFault.DuplicateMessage.class,
                fault -> Scripts.onMessage(
                        fault.message(), message -> List.of(new Act.Send(message), new Act.Send(message))));
        add(StreamFault.Reorder.class, fault -> Scripts.reversed());
        add(StreamFault.Styled.class, fault -> Scripts.onEachMessage(message -> new Act.Send(message, fault.style())));
        // No message, but the stream for it, however the transport would have sent the answer.
        var emptyStream = new Act.Repeat(0, Duration.ZERO, none -> JsonObject.EMPTY);
        add(
                StreamFault.EndBeforeAnswer.class,
                fault -> Scripts.onAnswer(answer -> List.of(emptyStream, new Act.End(fault.cut()))));
    }

    private void process() {
        add(ProcessFault.Noise.class, fault -> Scripts.beforeAnswer(new Act.WriteOutput(fault.text())));
        add(
                ProcessFault.ErrorFlood.class,
                fault -> Scripts.beforeAnswer(
                        new Act.WriteError(ERROR_LINE, Math.max(1, fault.bytes() / ERROR_LINE.length()))));
        add(ProcessFault.CloseError.class, fault -> Scripts.beforeAnswer(new Act.CloseError()));
        add(ProcessFault.Exit.class, fault -> Scripts.onAnswer(answer -> List.of(new Act.Exit(fault.code()))));
        add(ProcessFault.Kill.class, fault -> Scripts.onAnswer(answer -> List.of(new Act.Kill())));
        add(ProcessFault.ToServer.class, fault -> Scripts.beforeRequest(new Act.ToServer(fault.what())));
    }
}
