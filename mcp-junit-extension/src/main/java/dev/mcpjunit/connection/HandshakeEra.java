/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The revisions 2024-11-05 to 2025-11-25: an {@code initialize} handshake, then a session. */
final class HandshakeEra implements Era {

    private static final Set<String> NOT_YET = Set.of(Methods.DISCOVER, Methods.LISTEN);

    private final String server;
    private final ClientProfile client;
    private final List<ProtocolRevision> revisions;
    private volatile @Nullable ProtocolRevision agreed;

    /**
     * Prepare a handshake.
     *
     * @param server the server's name, for messages
     * @param revisions what may be agreed on; the first is offered
     */
    HandshakeEra(String server, ClientProfile client, List<ProtocolRevision> revisions) {
        this.server = server;
        this.client = client;
        this.revisions = revisions;
    }

    @Override
    public ServerDescription open(Exchange exchange, Deadline deadline) {
        JsonObject result =
                exchange.request(Methods.INITIALIZE, dialect(revisions.get(0)).initializeParams(), deadline);
        agreed = agreedOn(result);
        exchange.notify(Methods.INITIALIZED, JsonObject.EMPTY, deadline);
        return new ServerDescription(
                agreed,
                result.object("serverInfo").orElse(JsonObject.EMPTY),
                result.object("capabilities").orElse(JsonObject.EMPTY),
                result.string("instructions"));
    }

    private ProtocolRevision agreedOn(JsonObject result) {
        Optional<ProtocolRevision> answered = result.string("protocolVersion").map(ProtocolRevision::new);
        return answered.filter(revisions::contains)
                .orElseThrow(() -> new McpProtocolException(
                        "Server '" + server + "' answered initialize with protocol revision "
                                + answered.map(ProtocolRevision::date).orElseGet(() -> noRevision(result))
                                + ", but it was offered "
                                + revisions.get(0) + ", and this client speaks " + revisions + ".",
                        null));
    }

    private static String noRevision(JsonObject result) {
        return result.has("protocolVersion") ? result.get("protocolVersion") + ", which is no string" : "(none)";
    }

    @Override
    public JsonObject stamp(JsonObject params) {
        return params;
    }

    @Override
    public Map<String, String> headers(JsonObject message) {
        ProtocolRevision revision = agreed;
        return revision == null ? Map.of() : dialect(revision).headers(message);
    }

    private RequestDialect dialect(ProtocolRevision revision) {
        return RequestDialect.of(revision, client.info(), client.capabilities());
    }

    @Override
    public boolean cancelsByNotification() {
        return true;
    }

    @Override
    public boolean hasServerRequests() {
        return true;
    }

    @Override
    public JsonObject request(String method, JsonObject params, Sender sender) {
        return sender.send(method, params);
    }

    @Override
    public Optional<JsonObject> subscription(ServerDescription description, List<String> resources) {
        return Optional.empty();
    }

    @Override
    public Optional<String> advice(String method, McpErrorException error) {
        if (error.code() == RpcErrors.METHOD_NOT_FOUND && NOT_YET.contains(method)) {
            return Optional.of("Revision " + agreed + " has no " + method + ": it came with "
                    + ProtocolRevision.STATELESS_REVISIONS.get(0) + ".");
        }
        if (error.code() == RpcErrors.METHOD_NOT_FOUND && method.equals(Methods.CALL_TOOL) && !client.declaresTasks()) {
            return Optional.of("If the tool can be executed only as a task (execution.taskSupport), declare"
                    + " @McpServer(clientCapabilities = \"tasks\")");
        }
        return error.code() == RpcErrors.UNSUPPORTED_VERSION && method.equals(Methods.INITIALIZE)
                ? Optional.of("It speaks revisions without a handshake only: use protocol = AUTO or MODERN.")
                : Optional.empty();
    }
}
