/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/**
 * What operators see: how long calls take and how they end ({@code mcp.client.calls}), how often servers are asked
 * again ({@code mcp.client.retries}), and Resilience4j's own view of the breakers.
 */
final class ClientMetrics {

    private final MeterRegistry meters;

    ClientMetrics(MeterRegistry meters, CircuitBreakerRegistry breakers) {
        this.meters = meters;
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /** Time a call, from the caller's question to the answer, and tell how it ended. */
    Answer timed(ToolCall call, Supplier<Answer> answering) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            Answer answer = answering.get();
            outcome = answer.isDegraded() ? "degraded" : "ok";
            return answer;
        } finally {
            sample.stop(meters.timer("mcp.client.calls", "tool", call.tool(), "outcome", outcome));
        }
    }

    /** Count one more attempt. */
    void askedAgain(ToolServer server, ToolCall call) {
        meters.counter("mcp.client.retries", "server", server.name(), "tool", call.tool())
                .increment();
    }
}
