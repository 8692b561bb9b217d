/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Faults of authorization: the client's token is refused, or the metadata of the server is wrong. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface AuthorizationFault extends Fault {

    @Override
    default Needs needs() {
        return Needs.HTTP;
    }

    /**
     * The token of the request is refused with HTTP 401 and {@code error="invalid_token"}, as one that has expired. The
     * request does not reach the server.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record RefusedToken() implements AuthorizationFault {
        @Override
        public String toString() {
            return "token refused (HTTP 401)";
        }
    }

    /**
     * The request is refused with HTTP 403 and {@code error="insufficient_scope"}. It does not reach the server.
     *
     * @param scope the scope that the challenge names
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record MissingScope(String scope) implements AuthorizationFault {

        /** Reject what cannot stand in a challenge. */
        public MissingScope {
            if (!scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*")) {
                throw new IllegalArgumentException("A scope must have printable ASCII characters except \" and \\, and"
                        + " scopes must be separated by one space, but this is '" + scope + "'");
            }
        }

        @Override
        public String toString() {
            return "scope '" + scope + "' missing (HTTP 403)";
        }
    }

    /**
     * The metadata of the server is changed. For {@link Selector#resourceMetadata()}. An answer that is no JSON object
     * passes unchanged.
     *
     * @param words the change, in words
     * @param change makes the other metadata
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ChangedMetadata(String words, UnaryOperator<JsonObject> change) implements AuthorizationFault {
        @Override
        public String toString() {
            return words;
        }
    }
}
