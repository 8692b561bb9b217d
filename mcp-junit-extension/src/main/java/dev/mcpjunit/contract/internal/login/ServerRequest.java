/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A request to a protected server.
 *
 * @param what the method of JSON-RPC, or that of HTTP and the path
 * @param tool the tool that is called
 * @param token the token of the Authorization header
 * @param query the query of the address; empty if there is none
 * @param status of the answer; 0 if it was lost
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ServerRequest(
        Target target, String what, Optional<String> tool, Optional<String> token, String query, int status) {

    /** What a request is sent to. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public enum Target {
        /** The endpoint of the protocol. */
        ENDPOINT,
        /** A document that needs no token. */
        DOCUMENT
    }

    /** Whether it was sent to the endpoint of the protocol. */
    public boolean isProtocol() {
        return target == Target.ENDPOINT;
    }

    /** Whether the server did what it was asked to do, even if the answer was lost. */
    public boolean isExecuted() {
        return status == 0 || status / 100 == 2;
    }

    /** Whether it calls a tool. */
    public boolean calls(String name) {
        return tool.filter(name::equals).isPresent();
    }
}
