/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import java.util.UUID;

/**
 * A call, and whether it may be repeated. The caller decides that: a tool's annotations are only hints of the server.
 *
 * @param tool the tool's name
 * @param arguments its arguments
 * @param repetition whether to repeat the call if it may have been executed
 */
public record ToolCall(String tool, Map<String, Object> arguments, Repetition repetition) {

    /** The member of _meta with the idempotency key. */
    static final String KEY = "com.example/idempotency-key";

    /** Whether a call that may have been executed is repeated. */
    public enum Repetition {
        /** It changes nothing, or is idempotent. Another server may be called, too. */
        FREE,
        /** The server executes one call per key. Another server does not know the keys of this one. */
        BY_KEY,
        /** It must not be executed twice. */
        NEVER
    }

    /** Copy the arguments. */
    public ToolCall {
        arguments = Map.copyOf(arguments);
    }

    /** A call that may be repeated freely. */
    public static ToolCall reading(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, arguments, Repetition.FREE);
    }

    /** A call that has an effect, on a server that supports idempotency keys. */
    public static ToolCall doingByKey(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, arguments, Repetition.BY_KEY);
    }

    /** A call that has an effect each time. */
    public static ToolCall doingOnce(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, arguments, Repetition.NEVER);
    }

    /** The request for all attempts of this call. All have the same key. */
    CallToolRequest request() {
        CallToolRequest.Builder request = CallToolRequest.builder(tool).arguments(arguments);
        return repetition == Repetition.BY_KEY
                ? request.meta(Map.of(KEY, UUID.randomUUID().toString())).build()
                : request.build();
    }
}
