/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The time that a machine loses, which a test cannot arrange for. TrialMessagesTests shows the rest. */
class LateFailuresTests {

    private static final McpEndpoint HTTP = new McpEndpoint.Http(URI.create("http://localhost:1/mcp"));

    private static Call late(long millis, Duration lost) {
        Instant began = Instant.EPOCH;
        return new Call(began, began.plusMillis(millis), lost, null, new TimeoutException());
    }

    private static boolean mayBeSlow(McpEndpoint server, Duration lost, Duration lostAgain) {
        return new LateFailures(server, () -> 0).mayBeSlow(late(2_000, lost), () -> late(2_000, lostAgain));
    }

    @Test
    void a_machine_that_loses_half_of_the_time_is_busy() {
        assertThat(mayBeSlow(HTTP, Duration.ofMillis(999), Duration.ofMillis(999)))
                .isFalse();
        assertThat(mayBeSlow(HTTP, Duration.ofSeconds(1), Duration.ZERO)).isTrue();
        assertThat(mayBeSlow(HTTP, Duration.ZERO, Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void a_tenth_of_a_short_time_is_enough() {
        assertThat(late(600, Duration.ofMillis(59)).isOnBusyMachine()).isFalse();
        assertThat(late(600, Duration.ofMillis(60)).isOnBusyMachine()).isTrue();
    }

    /** No proxy sees a process before it sends something. */
    @Test
    void a_process_may_be_slow() {
        var stdio = new McpEndpoint.Stdio(List.of("java", "Weather"));

        assertThat(mayBeSlow(stdio, Duration.ZERO, Duration.ZERO)).isTrue();
    }
}
