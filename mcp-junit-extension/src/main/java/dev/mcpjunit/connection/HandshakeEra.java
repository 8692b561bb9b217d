/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.time.Deadline;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The revisions 2024-11-05 to 2025-11-25: an {@code initialize} handshake, then a session. */
final class HandshakeEra implements Era {

    /** From this revision on, every HTTP request names the revision that was agreed on. */
    private static final ProtocolRevision REVISION_HEADER_SINCE = new ProtocolRevision("2025-06-18");

    private final String server;
    private final ClientProfile client;
    private volatile @Nullable ProtocolRevision agreed;

    HandshakeEra(String server, ClientProfile client) {
        this.server = server;
        this.client = client;
    }

    @Override
    public ServerDescription open(Exchange exchange, Deadline deadline) {
        ProtocolRevision offered = ProtocolRevision.HANDSHAKE_REVISIONS.get(0);
        JsonObject result = exchange.request(
                "initialize",
                JsonObject.builder()
                        .put("protocolVersion", offered.date())
                        .put("capabilities", client.capabilities())
                        .put("clientInfo", client.info())
                        .build(),
                deadline);
        agreed = agreedOn(result, offered);
        exchange.notify("notifications/initialized", JsonObject.EMPTY, deadline);
        return new ServerDescription(
                agreed,
                result.object("serverInfo").orElse(JsonObject.EMPTY),
                result.object("capabilities").orElse(JsonObject.EMPTY),
                result.string("instructions"));
    }

    private ProtocolRevision agreedOn(JsonObject result, ProtocolRevision offered) {
        Optional<ProtocolRevision> answered = result.string("protocolVersion").map(ProtocolRevision::new);
        return answered.filter(ProtocolRevision.HANDSHAKE_REVISIONS::contains)
                .orElseThrow(() -> new McpProtocolException(
                        "Server '" + server + "' answered initialize with protocol revision "
                                + answered.map(ProtocolRevision::date).orElse("(none)") + ", but it was offered "
                                + offered + ", and this client speaks "
                                + ProtocolRevision.HANDSHAKE_REVISIONS + ".",
                        null));
    }

    @Override
    public JsonObject stamp(JsonObject params) {
        return params;
    }

    @Override
    public Map<String, String> headers(JsonObject message) {
        ProtocolRevision revision = agreed;
        return revision == null || revision.compareTo(REVISION_HEADER_SINCE) < 0
                ? Map.of()
                : Map.of("MCP-Protocol-Version", revision.date());
    }

    @Override
    public boolean cancelsByNotification() {
        return true;
    }
}
