/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.fault.internal.Script.Forward;
import dev.mcpjunit.fault.internal.Script.Opening;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the faults of the protocol do. */
final class ProtocolScripts {

    /** More than any test waits for, and yet an end. */
    private static final int REPORTS = 100_000;

    private static final String CURSOR = "again";

    private static final JsonObject QUESTION = JsonObject.builder()
            .put("resultType", "input_required")
            .put(
                    "inputRequests",
                    Map.of(
                            "again",
                            Map.of(
                                    "method",
                                    Methods.ELICIT,
                                    "params",
                                    Map.of(
                                            "mode",
                                            "form",
                                            "message",
                                            "Once more?",
                                            "requestedSchema",
                                            Map.of("type", "object", "properties", Map.of())))))
            .put("requestState", "again")
            .build();

    private ProtocolScripts() {}

    static void addTo(FaultScripts table) {
        table.add(
                ProtocolFault.EndlessProgress.class,
                fault -> Scripts.insteadOfRequest(request -> RpcMessage.progressToken(request)
                        .<Act>map(token -> new Act.Repeat(REPORTS, fault.every(), report -> progress(token, report)))
                        .orElse(new Act.End(Cut.HANG))));
        table.add(ProtocolFault.ListChangedStorm.class, fault -> {
            JsonObject changed =
                    RpcMessage.notification("notifications/" + fault.list() + "/list_changed", JsonObject.EMPTY);
            return Scripts.beforeAnswer(new Act.Repeat(fault.times(), Duration.ZERO, i -> changed));
        });
        table.add(
                ProtocolFault.RepeatedCursor.class,
                fault -> Scripts.chain(
                        Scripts.onRequest(ProtocolScripts::furtherPage),
                        Scripts.changeResult(result ->
                                result.toBuilder().put("nextCursor", CURSOR).build())));
        table.add(
                ProtocolFault.ChangedSchema.class,
                fault -> Scripts.changeResult(result -> result.array("tools")
                        .map(tools -> result.toBuilder()
                                .put(
                                        "tools",
                                        tools.items().stream()
                                                .map(each -> withArgument(each, fault))
                                                .toList())
                                .build())
                        .orElse(result)));
        table.add(
                ProtocolFault.UnsupportedVersion.class,
                fault -> Scripts.chain(
                        Scripts.onRequest(request -> RequestDialect.revisionIn(request)
                                .map(asked -> Opening.instead(new Act.Send(refusal(request, asked, fault.revision()))))
                                .orElse(Opening.FORWARD)),
                        Scripts.changeResult(result -> result.toBuilder()
                                .put("protocolVersion", fault.revision())
                                .build())));
        table.add(
                ProtocolFault.HeaderMismatch.class,
                fault -> Scripts.onRequest(request ->
                        new Opening(List.of(), Optional.of(new Forward(Map.of(fault.header(), fault.value()))))));
        table.add(
                ProtocolFault.EndlessInputRequired.class,
                fault -> Scripts.insteadOfRequest(
                        request -> new Act.Send(RpcMessage.result(request.get("id"), QUESTION))));
    }

    private static JsonObject progress(JsonValue token, int report) {
        return RpcMessage.notification(
                Methods.PROGRESS,
                JsonObject.builder()
                        .put("progressToken", token)
                        .put("progress", report)
                        .build());
    }

    private static Opening furtherPage(JsonObject request) {
        boolean further = RpcMessage.params(request)
                .string("cursor")
                .filter(CURSOR::equals)
                .isPresent();
        if (!further) {
            return Opening.FORWARD;
        }
        var page = JsonObject.builder();
        McpList.askedForBy(request.string("method").orElse("")).ifPresent(list -> page.put(list.member(), List.of()));
        return Opening.instead(new Act.Send(RpcMessage.result(
                request.get("id"), page.put("nextCursor", CURSOR).build())));
    }

    private static JsonValue withArgument(JsonValue tool, ProtocolFault.ChangedSchema fault) {
        if (!(tool instanceof JsonObject declared)
                || declared.string("name").filter(fault.tool()::equals).isEmpty()) {
            return tool;
        }
        JsonObject schema = declared.object("inputSchema").orElse(JsonObject.EMPTY);
        JsonObject properties = schema.object("properties").orElse(JsonObject.EMPTY).toBuilder()
                .put(fault.argument(), Map.of("type", "string"))
                .build();
        var required =
                new ArrayList<>(schema.array("required").orElse(JsonArray.EMPTY).items());
        required.add(JsonValue.of(fault.argument()));
        return declared.toBuilder()
                .put(
                        "inputSchema",
                        schema.toBuilder()
                                .put("properties", properties)
                                .put("required", required)
                                .build())
                .build();
    }

    private static JsonObject refusal(JsonObject request, String asked, String revision) {
        return RpcMessage.error(
                request.get("id"),
                RpcErrors.UNSUPPORTED_VERSION,
                "Unsupported protocol version",
                JsonObject.builder()
                        .put("supported", List.of(revision))
                        .put("requested", asked)
                        .build());
    }
}
