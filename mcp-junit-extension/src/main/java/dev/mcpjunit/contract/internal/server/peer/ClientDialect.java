/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.Map;
import org.apiguardian.api.API;

/** Writes the messages of a client that does no more than one revision asks for. Sends nothing. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ClientDialect(RequestDialect dialect) {

    public static ClientDialect of(ProtocolRevision revision) {
        return new ClientDialect(RequestDialect.of(revision, ClientProfile.PLAIN.info(), JsonObject.EMPTY));
    }

    /** The same messages in the name of another revision, whatever its era. */
    public ClientDialect claiming(ProtocolRevision other) {
        return new ClientDialect(
                new RequestDialect(dialect.era(), other, dialect.clientInfo(), dialect.capabilities()));
    }

    /** The messages of a client with these capabilities. */
    public ClientDialect declaring(JsonObject capabilities) {
        return new ClientDialect(
                new RequestDialect(dialect.era(), dialect.revision(), dialect.clientInfo(), capabilities));
    }

    public ProtocolRevision revision() {
        return dialect.revision();
    }

    public boolean isStateless() {
        return dialect.era() == ProtocolEra.STATELESS;
    }

    /** The request by which a client of this revision learns what the server is. */
    public JsonObject opening(JsonValue id) {
        return isStateless()
                ? request(id, Methods.DISCOVER, JsonObject.EMPTY)
                : request(id, Methods.INITIALIZE, dialect.initializeParams());
    }

    /** The cheapest request that every server of this revision answers. */
    public JsonObject ping(JsonValue id) {
        return request(id, isStateless() ? Methods.DISCOVER : Methods.PING, JsonObject.EMPTY);
    }

    public JsonObject request(JsonValue id, String method, JsonObject params) {
        JsonObject request = RpcMessage.request(id, method, dialect.stamp(params));
        return RpcMessage.params(request).isEmpty()
                ? request.toBuilder().remove("params").build()
                : request;
    }

    public JsonObject notification(String method) {
        return RpcMessage.notification(method, JsonObject.EMPTY);
    }

    /** The headers that go with a message on HTTP, besides those that every POST has. */
    public Map<String, String> headers(JsonObject message) {
        return dialect.headers(message);
    }
}
