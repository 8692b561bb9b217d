/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** A whole request as the client sent it to the proxy, before anything is added on the way to the server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OfferedRequest {

    private final ClientRequest request;
    private final String client;

    OfferedRequest(ClientRequest request, String client) {
        this.request = request;
        this.client = client;
    }

    /** The address of the client. */
    public String client() {
        return client;
    }

    /** The method, for example {@code POST}. */
    public String method() {
        return request.head().method();
    }

    /** Path and query. */
    public String target() {
        return request.head().target();
    }

    /** Scheme and authority under which the client knows the proxy. */
    public String origin() {
        return request.proxyOrigin();
    }

    /** The header fields, in their order and spelling. */
    public List<Map.Entry<String, String>> headers() {
        return request.head().headers().fields().stream()
                .map(field -> Map.entry(field.name(), field.value()))
                .toList();
    }

    /** The body; not a copy. */
    public byte[] body() {
        return request.body().start();
    }
}
