/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.Map;

/** Writes the messages of a client that does no more than one revision asks for. Sends nothing. */
record ClientDialect(RequestDialect dialect) {

    static ClientDialect of(ProtocolRevision revision) {
        return new ClientDialect(RequestDialect.of(revision, ClientProfile.PLAIN.info(), JsonObject.EMPTY));
    }

    /** The same messages in the name of another revision, whatever its era. */
    ClientDialect claiming(ProtocolRevision other) {
        return new ClientDialect(
                new RequestDialect(dialect.era(), other, dialect.clientInfo(), dialect.capabilities()));
    }

    /** The messages of a client with these capabilities. */
    ClientDialect declaring(JsonObject capabilities) {
        return new ClientDialect(
                new RequestDialect(dialect.era(), dialect.revision(), dialect.clientInfo(), capabilities));
    }

    ProtocolRevision revision() {
        return dialect.revision();
    }

    boolean isStateless() {
        return dialect.era() == ProtocolEra.STATELESS;
    }

    /** The request by which a client of this revision learns what the server is. */
    JsonObject opening(JsonValue id) {
        return isStateless()
                ? request(id, Methods.DISCOVER, JsonObject.EMPTY)
                : request(id, Methods.INITIALIZE, dialect.initializeParams());
    }

    /** The cheapest request that every server of this revision answers. */
    JsonObject ping(JsonValue id) {
        return request(id, isStateless() ? Methods.DISCOVER : Methods.PING, JsonObject.EMPTY);
    }

    JsonObject request(JsonValue id, String method, JsonObject params) {
        JsonObject request = RpcMessage.request(id, method, dialect.stamp(params));
        return RpcMessage.params(request).isEmpty()
                ? request.toBuilder().remove("params").build()
                : request;
    }

    JsonObject notification(String method) {
        return RpcMessage.notification(method, JsonObject.EMPTY);
    }

    /** The headers that go with a message on HTTP, besides those that every POST has. */
    Map<String, String> headers(JsonObject message) {
        return dialect.headers(message);
    }
}
