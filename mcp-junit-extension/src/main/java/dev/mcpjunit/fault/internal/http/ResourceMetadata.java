/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The document in which a protected server says who it is (RFC 9728). A client compares it with the address it has
 * used, which is the proxy's.
 */
final class ResourceMetadata {

    private static final String PATH = "/.well-known/oauth-protected-resource";
    private static final int OK = 200;

    private ResourceMetadata() {}

    static boolean isAskedForBy(RequestHead request) {
        return request.is("GET") && request.target().startsWith(PATH);
    }

    static boolean isIn(RequestHead request, ResponseHead response) {
        return isAskedForBy(request) && response.status() == OK && response.isPlain();
    }

    /** The address at which a client finds the document of the server that it asks by a request. */
    static String address(ClientRequest request) {
        String target = request.head().target();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return request.proxyOrigin() + PATH + (path.equals("/") ? "" : path);
    }

    /** Pass it on, with the proxy's address in place of the server's. */
    static void pass(Connection client, ServerExchange exchange, ResponseHead shown, Origins origins)
            throws IOException {
        var content = new ByteArrayOutputStream();
        while (!exchange.isComplete()) {
            exchange.next((bytes, from, to) -> content.write(bytes, from, to - from), ByteSink.NOWHERE);
        }
        byte[] body = rewrite(content.toByteArray(), origins);
        byte[] head = shown.with(shown.headers()
                        .without(Set.of("transfer-encoding", "trailer"))
                        .with("Content-Length", Integer.toString(body.length)))
                .print();
        byte[] together = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, together, head.length, body.length);
        client.write(together);
    }

    private static byte[] rewrite(byte[] body, Origins origins) {
        return in(body, origins)
                .filter(metadata -> metadata.string("resource").isPresent())
                .map(metadata -> Json.print(metadata).getBytes(UTF_8))
                .orElse(body);
    }

    /** The document in a body, with the proxy's address in place of the server's. */
    static Optional<JsonObject> in(byte[] body, Origins origins) {
        try {
            if (Json.parse(new String(body, UTF_8)) instanceof JsonObject metadata) {
                return Optional.of(metadata.string("resource")
                        .map(resource -> metadata.toBuilder()
                                .put("resource", origins.rewrite(resource))
                                .build())
                        .orElse(metadata));
            }
        } catch (MalformedJsonException notForUs) {
            // Then it passes unchanged.
        }
        return Optional.empty();
    }
}
