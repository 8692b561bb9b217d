/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import java.math.BigDecimal;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/** The error codes of JSON-RPC and of the protocol. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RpcErrors {

    /** The message is not JSON. */
    public static final int PARSE_ERROR = -32700;

    /** The request is not valid. */
    public static final int INVALID_REQUEST = -32600;

    /** The method is not known. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** The parameters of the request are not valid. */
    public static final int INVALID_PARAMS = -32602;

    /** The handler of the request failed. */
    public static final int INTERNAL_ERROR = -32603;

    /** There is no such resource; handshake era only. */
    public static final int RESOURCE_NOT_FOUND = -32002;

    /** The user has to open a URL first; 2025-11-25 only. */
    public static final int URL_ELICITATION_REQUIRED = -32042;

    /** The headers of the request contradict its body. */
    public static final int HEADER_MISMATCH = -32020;

    /** The request needs a capability that the client has not declared. */
    public static final int MISSING_CAPABILITY = -32021;

    /** The server does not speak the revision of the request. */
    public static final int UNSUPPORTED_VERSION = -32022;

    private static final int LAST_STATELESS = -32020;
    private static final int FIRST_STATELESS = -32099;

    private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private RpcErrors() {}

    /** Whether the protocol defines this error since 2026-07-28: only servers of the stateless era send it. */
    public static boolean isStateless(int code) {
        return code <= LAST_STATELESS && code >= FIRST_STATELESS;
    }

    /** Whether a response is an error that the protocol defines since 2026-07-28; over HTTP its status is 400. */
    public static boolean isStateless(JsonObject response) {
        return response.object("error").stream()
                .flatMapToInt(error -> code(error).stream())
                .anyMatch(RpcErrors::isStateless);
    }

    /** The {@code code} of an {@code error} member; empty when it is not an integer. */
    public static OptionalInt code(JsonObject error) {
        return error.get("code") instanceof JsonNumber number
                        && number.isInteger()
                        && number.value().compareTo(LEAST) >= 0
                        && number.value().compareTo(MOST) <= 0
                ? OptionalInt.of(number.value().intValueExact())
                : OptionalInt.empty();
    }
}
