/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;

/**
 * The answer to a call.
 *
 * @param result the tool's result
 * @param server the server that returned it
 * @param degraded why another server answered; empty otherwise. Show it to users and models: an answer from a fallback
 *     may be older, or less precise
 */
public record Answer(CallToolResult result, String server, Optional<String> degraded) {

    /** Whether a fallback answered. */
    public boolean isDegraded() {
        return degraded.isPresent();
    }
}
