/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.internal.trial.Bench;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A caller who is never answered. */
class SessionTests {

    @Test
    void is_not_waited_for_forever() {
        var recorder = new TrafficRecorder();
        var bench = new Bench(
                server -> ClientUnderTest.of(
                        tool -> {
                            new CountDownLatch(1).await();
                            return "";
                        },
                        () -> {}),
                new McpEndpoint.Http(URI.create("http://127.0.0.1:9/mcp")),
                new PlannedFaults(new FaultPlan(), recorder),
                recorder.traffic(),
                Exemptions.NONE,
                FailureSignal.any(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));

        var verdict = bench.check("check", trial -> {
            trial.connect();
            new Session(trial, DeclaredRetries.of("pay", 3))
                    .disturb(
                            Selector.toolCall("pay"),
                            CallFailure.HTTP_503.fault().orElseThrow(),
                            "pay",
                            3);
        });

        assertThat(verdict.message())
                .startsWith("Failed: check: After HTTP 503 the caller was not answered within 2 s.");
    }
}
