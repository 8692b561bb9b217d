/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;

/**
 * What a caller gets.
 *
 * @param result what the tool said
 * @param server who said it
 * @param degraded why it is not the server that was meant; empty when all is well. Callers show it, and models are
 *     told: an answer from a fallback may be older, or coarser
 */
public record Answer(CallToolResult result, String server, Optional<String> degraded) {

    /** Whether a fallback has answered. */
    public boolean isDegraded() {
        return degraded.isPresent();
    }
}
