/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import java.util.UUID;

/**
 * A call as its caller means it. Whether a call may be made twice is for the caller to say: a tool's annotations are
 * hints of a server that may be wrong.
 *
 * @param tool the tool's name
 * @param arguments its arguments
 * @param repetition what may be done when it is unknown whether the call was carried out
 */
public record ToolCall(String tool, Map<String, Object> arguments, Repetition repetition) {

    /** Where a server that knows the same call again looks for its key. */
    static final String KEY = "com.example/idempotency-key";

    /** Whether a call that may have been carried out is made again. */
    public enum Repetition {
        /** It changes nothing, or twice is as good as once. It may go to another server, too. */
        FREE,
        /** The server carries out one call per key. Another server does not know the keys of this one. */
        BY_KEY,
        /** Twice would be once too often. */
        NEVER
    }

    /** Copy the arguments. */
    public ToolCall {
        arguments = Map.copyOf(arguments);
    }

    /** A call that may be repeated as one likes. */
    public static ToolCall reading(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, arguments, Repetition.FREE);
    }

    /** A call that has an effect, on a server that heeds idempotency keys. */
    public static ToolCall doingByKey(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, arguments, Repetition.BY_KEY);
    }

    /** A call that has an effect each time. */
    public static ToolCall doingOnce(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, arguments, Repetition.NEVER);
    }

    /** The request for all attempts of this call: what is repeated has the key of the first. */
    CallToolRequest request() {
        CallToolRequest.Builder request = CallToolRequest.builder(tool).arguments(arguments);
        return repetition == Repetition.BY_KEY
                ? request.meta(Map.of(KEY, UUID.randomUUID().toString())).build()
                : request.build();
    }
}
