/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * The document in which a protected server says who it is (RFC 9728). A client compares it with the address it has
 * used, which is the proxy's.
 */
final class ResourceMetadata {

    private static final String PATH = "/.well-known/oauth-protected-resource";
    private static final int OK = 200;

    private ResourceMetadata() {}

    static boolean isIn(RequestHead request, ResponseHead response) {
        return request.is("GET") && request.target().startsWith(PATH) && response.status() == OK && response.isPlain();
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
        JsonValue document;
        try {
            document = Json.parse(new String(body, UTF_8));
        } catch (MalformedJsonException notForUs) {
            return body;
        }
        if (!(document instanceof JsonObject metadata)
                || metadata.string("resource").isEmpty()) {
            return body;
        }
        String resource = origins.rewrite(metadata.string("resource").get());
        return Json.print(metadata.toBuilder().put("resource", resource).build())
                .getBytes(UTF_8);
    }
}
