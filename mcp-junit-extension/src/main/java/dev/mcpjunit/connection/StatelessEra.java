/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions from 2026-07-28 on: no handshake and no session. Each request says which revision it is written in and
 * what the client can do, HTTP headers repeat what proxies want to know, and what the server needs to ask it asks by
 * ending the request.
 */
final class StatelessEra implements Era {

    private static final Set<String> GONE = Set.of(
            Methods.INITIALIZE,
            Methods.PING,
            Methods.SET_LOG_LEVEL,
            Methods.SUBSCRIBE,
            Methods.UNSUBSCRIBE,
            Methods.ROOTS_CHANGED);

    private final String server;
    private final ClientProfile client;
    private final InputRounds rounds;
    private final ToolHeaders toolHeaders;
    private final boolean onHttp;
    private final Duration pageTimeout;
    private volatile ProtocolRevision revision;

    /**
     * Speak a revision until the server wants another.
     *
     * @param server the server's name, for messages
     */
    StatelessEra(
            String server,
            ClientProfile client,
            ProtocolRevision revision,
            InputRounds rounds,
            ToolHeaders toolHeaders,
            boolean onHttp,
            Duration pageTimeout) {
        this.server = server;
        this.client = client;
        this.revision = revision;
        this.rounds = rounds;
        this.toolHeaders = toolHeaders;
        this.onHttp = onHttp;
        this.pageTimeout = pageTimeout;
    }

    /** Go on in another revision, which the server has said it speaks. */
    void speak(ProtocolRevision other) {
        revision = other;
    }

    ProtocolRevision revision() {
        return revision;
    }

    @Override
    public ServerDescription open(Exchange exchange, Deadline deadline) {
        JsonObject discovered = exchange.request(Methods.DISCOVER, JsonObject.EMPTY, deadline);
        JsonObject info = discovered
                .object("_meta")
                .flatMap(meta -> meta.object(MetaKeys.SERVER_INFO))
                .orElse(JsonObject.EMPTY);
        ProtocolRevision chosen = ServerRevisions.listedIn(discovered.get("supportedVersions"))
                .newestOf(List.of(revision))
                .orElseThrow(() -> new McpProtocolException(
                        "Server '" + server + "' answered server/discover, but does not list " + revision
                                + " among its supportedVersions: " + discovered.get("supportedVersions"),
                        null));
        return new ServerDescription(
                chosen,
                info,
                discovered.object("capabilities").orElse(JsonObject.EMPTY),
                discovered.string("instructions"));
    }

    @Override
    public JsonObject stamp(JsonObject params) {
        return dialect().stamp(params);
    }

    @Override
    public Map<String, String> headers(JsonObject message) {
        if (!onHttp) {
            return Map.of();
        }
        var headers = new LinkedHashMap<>(dialect().headers(message));
        if (RpcMessage.isCall(message, Methods.CALL_TOOL)) {
            headers.putAll(toolHeaders.of(RpcMessage.params(message)));
        }
        return headers;
    }

    private RequestDialect dialect() {
        return RequestDialect.of(revision, client.info(), client.capabilities());
    }

    /** On HTTP the end of the answer's stream says it. */
    @Override
    public boolean cancelsByNotification() {
        return !onHttp;
    }

    @Override
    public boolean hasServerRequests() {
        return false;
    }

    @Override
    public JsonObject request(String method, JsonObject params, Sender sender) {
        if (onHttp && method.equals(Methods.CALL_TOOL) && toolHeaders.mustList()) {
            listTools(sender);
        }
        return rounds.play(method, params, (m, p) -> ask(m, p, sender));
    }

    private JsonObject ask(String method, JsonObject params, Sender sender) {
        try {
            return learned(method, sender.send(method, params));
        } catch (McpErrorException refused) {
            if (!canBeCorrected(method, refused, sender)) {
                throw refused;
            }
            return learned(method, sender.send(method, params));
        }
    }

    private JsonObject learned(String method, JsonObject result) {
        if (method.equals(McpList.TOOLS.method())) {
            toolHeaders.learn(result);
        }
        return result;
    }

    /** Whether the request was outdated and has been corrected now. */
    private boolean canBeCorrected(String method, McpErrorException refused, Sender sender) {
        if (refused.code() == RpcErrors.HEADER_MISMATCH && onHttp && method.equals(Methods.CALL_TOOL)) {
            return listTools(sender);
        }
        Optional<ProtocolRevision> other = ServerRevisions.supportedIn(refused)
                .newestOf(ProtocolRevision.STATELESS_REVISIONS)
                .filter(supported -> !supported.equals(revision));
        other.ifPresent(this::speak);
        return other.isPresent();
    }

    /** Clients must know a tool's schema before they call it: it may want arguments repeated in headers. */
    private boolean listTools(Sender sender) {
        try {
            new Listing(server, (method, params, timeout) -> learned(method, sender.send(method, params)), pageTimeout)
                    .all(McpList.TOOLS, ProtocolEra.STATELESS);
            return true;
        } catch (McpException unlisted) {
            // Then the call is made as well as possible; what the server says to it matters more.
            return false;
        } finally {
            toolHeaders.listed();
        }
    }

    @Override
    public Optional<JsonObject> subscription(ServerDescription description, List<String> resources) {
        var wanted = JsonObject.builder();
        for (String kind : List.of("tools", "prompts", "resources")) {
            boolean reports = description
                    .capabilities()
                    .object(kind)
                    .flatMap(capability -> capability.bool("listChanged"))
                    .orElse(false);
            if (reports) {
                wanted.put(kind + "ListChanged", true);
            }
        }
        if (!resources.isEmpty()) {
            wanted.put("resourceSubscriptions", resources);
        }
        return Optional.of(
                JsonObject.builder().put("notifications", wanted.build()).build());
    }

    @Override
    public Optional<String> advice(String method, McpErrorException error) {
        if (error.code() == RpcErrors.METHOD_NOT_FOUND && GONE.contains(method)) {
            return Optional.of("Revision " + revision + " has no " + method
                    + " any more: it belongs to the handshake era, which protocol = LEGACY speaks.");
        }
        if (error.code() != RpcErrors.MISSING_CAPABILITY) {
            return Optional.empty();
        }
        boolean aboutTasks = error.data()
                .map(data -> data.toString().contains(TaskForm.EXTENSION_NAME))
                .orElse(false);
        return Optional.of("Declare it, for example: @McpServer(clientCapabilities = \""
                + (aboutTasks ? "tasks" : "elicitation") + "\")");
    }
}
