/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTests {

    private final Gate gate = new Gate();

    private CompletableFuture<Void> passing(boolean keepsWaiting) {
        var passed = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                gate.pass(() -> keepsWaiting);
                passed.complete(null);
            } catch (InterruptedException interrupted) {
                passed.completeExceptionally(interrupted);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return passed;
    }

    @Test
    void a_gate_releases_the_given_number_of_messages() {
        List<CompletableFuture<Void>> all =
                IntStream.range(0, 5).mapToObj(i -> passing(true)).toList();
        gate.awaitHeld(5, Duration.ofSeconds(10));

        gate.release(2);
        CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).join();
        assertThat(gate.held()).isBetween(3, 4);
        gate.release();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        assertThat(gate.held()).isZero();
    }

    @Test
    void an_open_gate_holds_no_message() {
        gate.release();

        passing(true).join();
        gate.awaitHeld(1, Duration.ZERO);
    }

    @Test
    void a_client_that_has_given_up_is_not_held() {
        passing(false).join();
    }

    @Test
    void waiting_for_messages_that_do_not_come_fails_with_the_count() {
        assertThatThrownBy(() -> gate.awaitHeld(2, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected 2 messages at the gate within 20 ms, but 0 came");
    }

    @Test
    void releasing_fewer_than_one_message_is_rejected() {
        assertThatThrownBy(() -> gate.release(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of messages to release must be at least 1, but is -1");
    }
}
