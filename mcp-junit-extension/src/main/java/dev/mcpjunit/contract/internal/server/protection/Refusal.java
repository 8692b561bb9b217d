/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import java.util.Set;

/** What the answer to a request without a valid token shows. */
enum Refusal {
    /** The request was refused as the specification says. */
    UNAUTHORIZED,

    /** The request was refused with HTTP 403: not as the specification says, but it was refused. */
    FORBIDDEN,

    /** The server answered the request, or looked at what it asks for. */
    LET_IN,

    /** The server was too busy, or had had enough of such requests. */
    BUSY,

    /** Something else went wrong, which may have nothing to do with the token. */
    OTHER;

    /** Codes of JSON-RPC that only a server gives that has looked at the request: unknown method, wrong parameters. */
    private static final Set<String> LOOKED_AT = Set.of("-32601", "-32602");

    static Refusal of(HttpReply reply) {
        boolean lookedAt = reply.error()
                .map(error -> LOOKED_AT.contains(String.valueOf(error.get("code"))))
                .orElse(false);
        if (reply.status() / 100 == 2 || reply.result().isPresent() || lookedAt) {
            return LET_IN;
        }
        return switch (reply.status()) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 429, 503 -> BUSY;
            default -> OTHER;
        };
    }
}
