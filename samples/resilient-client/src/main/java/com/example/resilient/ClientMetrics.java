/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/**
 * Metrics: duration and outcome of calls ({@code mcp.client.calls}), retries ({@code mcp.client.retries}), and
 * Resilience4j's metrics of the breakers.
 */
final class ClientMetrics {

    private final MeterRegistry meters;

    ClientMetrics(MeterRegistry meters, CircuitBreakerRegistry breakers) {
        this.meters = meters;
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /** Time a call, and record its outcome. */
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
