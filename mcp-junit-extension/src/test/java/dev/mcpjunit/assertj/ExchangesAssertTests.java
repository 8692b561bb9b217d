/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each assertion about traffic, when it passes and when it fails. The clock is the test's own. */
class ExchangesAssertTests {

    private final AtomicLong nanos = new AtomicLong();
    private final TrafficRecorder recorder =
            new TrafficRecorder(nanos::get, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    private final Traffic traffic = recorder.traffic();
    private int ids;

    private ExchangeRecord pay(Map<String, ?> arguments) {
        return begin("tools/call", Map.of("name", "pay", "arguments", arguments));
    }

    private ExchangeRecord begin(String method, Map<String, ?> params) {
        ExchangeRecord exchange = recorder.begin(
                "bank",
                1,
                JsonObject.builder()
                        .put("jsonrpc", "2.0")
                        .put("id", ++ids)
                        .put("method", method)
                        .put("params", params)
                        .build(),
                100,
                Map.of());
        exchange.forwarded();
        return exchange;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void refuse(ExchangeRecord exchange, Duration retryAfter) {
        exchange.status(503, Map.of(), Optional.of(retryAfter));
        exchange.finished(Outcome.HTTP_ERROR);
    }

    private static void answer(ExchangeRecord exchange) {
        exchange.answered();
        exchange.finished(Outcome.RESULT);
    }

    @Test
    void counts() {
        answer(pay(Map.of("amount", 5)));
        refuse(pay(Map.of("amount", 5)), Duration.ofSeconds(1));

        assertThat(traffic.toolCalls("pay")).wereSent(2).reachedServer(2).wereRetried(1);
        assertThat(traffic.where("answered calls", each -> each.answeredAt().isPresent()))
                .wereExecuted(1);
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).wereExecuted(2))
                .hasMessageStartingWith(
                        "Expected 2 calls of tool 'pay' to be executed by the server, but there were 1. Recorded"
                                + " traffic:\n")
                .hasMessageContaining("tools/call 'pay'");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("refund")).wereSent(1))
                .hasMessageStartingWith(
                        "Expected 1 calls of tool 'refund' to be sent, but there were 0. Recorded traffic:\n")
                .hasMessageContaining("tools/call 'pay'");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("refund")).wereRetried(0))
                .hasMessageStartingWith("Expected calls of tool 'refund', 0 of them retries, but there were none at"
                        + " all. Recorded traffic:\n");
    }

    /** The server may be executing it: to pass would hide a double payment. */
    @Test
    void a_request_that_reached_the_server_and_was_not_answered_leaves_the_number_open() {
        answer(pay(Map.of("amount", 5)));
        pay(Map.of("amount", 5)).finished(Outcome.CLIENT_GONE);

        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).wereExecuted(1))
                .hasMessageStartingWith(
                        "Expected 1 calls of tool 'pay' to be executed by the server. It answered 1, and 1"
                                + " more reached it without an answer, so it may have executed them too. Let the server answer"
                                + " before this assertion, or assert reachedServer(…). Recorded traffic:\n");
        assertThat(traffic.toolCalls("pay")).wereExecutedAtLeast(1).reachedServer(2);
    }

    @Test
    void a_request_that_is_still_being_answered_is_waited_for() throws InterruptedException {
        ExchangeRecord slow = pay(Map.of());
        var server = new Thread(() -> answer(slow));
        server.start();

        assertThat(traffic.toolCalls("pay")).wereExecuted(1);
        server.join();
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).wereExecuted(0))
                .hasMessageStartingWith(
                        "Expected 0 calls of tool 'pay' to be executed by the server, but there were 1.");
    }

    @Test
    void idempotency_keys() {
        pay(Map.of("idempotencyKey", "k1"));
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).haveTheSameIdempotencyKey())
                .hasMessageStartingWith(
                        "Expected several calls of tool 'pay' with one idempotency key, but there were 1");

        pay(Map.of("idempotencyKey", "k1"));
        assertThat(traffic.toolCalls("pay")).haveTheSameIdempotencyKey();

        pay(Map.of());
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).haveTheSameIdempotencyKey())
                .hasMessageContaining("but their keys are [k1, k1, (none)]");
    }

    @Test
    void an_empty_idempotency_key_is_none() {
        var arguments = new HashMap<String, Object>();
        arguments.put("idempotencyKey", null);
        pay(arguments);
        pay(Map.of("idempotencyKey", " "));

        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).haveTheSameIdempotencyKey())
                .hasMessageContaining("but their keys are [(none), (none)]");
    }

    @Test
    void assertions_that_are_always_true_are_rejected() {
        answer(pay(Map.of()));

        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).wereRetriedAtLeast(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of an at-least assertion must be positive, because at least 0 is always true");
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("refund")).wereCancelled(0))
                .hasMessageStartingWith(
                        "Expected calls of tool 'refund', 0 of them canceled, but there were none at all."
                                + " Recorded traffic:\n");
        assertThat(traffic.toolCalls("pay")).wereCancelled(0);
    }

    @Test
    void pauses() {
        answer(pay(Map.of()));
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay"))
                        .pausedBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .hasMessageContaining("to be retried after 1 s to 2 s, but nothing was retried");

        pass(Duration.ofMillis(1500));
        answer(pay(Map.of()));
        assertThat(traffic.toolCalls("pay")).pausedBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));

        pass(Duration.ofMillis(10));
        answer(pay(Map.of()));
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay"))
                        .pausedBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .hasMessageContaining("but the pauses were [");
    }

    @Test
    void retry_after() {
        refuse(pay(Map.of()), Duration.ofSeconds(7));
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).honoredRetryAfter())
                .hasMessageContaining("but none was followed by another attempt");

        pass(Duration.ofSeconds(8));
        refuse(pay(Map.of()), Duration.ofSeconds(7));
        assertThat(traffic.toolCalls("pay")).honoredRetryAfter();

        pass(Duration.ofSeconds(1));
        answer(pay(Map.of()));
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).honoredRetryAfter())
                .hasMessageContaining("but 1 retries were too early");
    }

    @Test
    void cancellation_and_silence() {
        pay(Map.of());
        begin("notifications/cancelled", Map.of("requestId", 1));
        assertThat(traffic.toolCalls("pay")).wereCancelled(1);

        pass(Duration.ofMillis(1));
        Instant open = traffic.now();
        assertThat(traffic.toolCalls("pay")).noneAfter(open);
        pass(Duration.ofMillis(1));
        pay(Map.of());
        assertThatThrownBy(() -> assertThat(traffic.toolCalls("pay")).noneAfter(open))
                .hasMessageContaining("after that instant, but there were 1");
    }

    @Test
    void where_there_was_nothing_none_after_a_moment_shows_nothing() {
        var nothing = new dev.mcpjunit.traffic.Exchanges("tools/call 'pya'", java.util.List.of(), java.util.List.of());

        assertThatThrownBy(() -> assertThat(nothing).noneAfter(java.time.Instant.EPOCH))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected tools/call 'pya' up to that instant and none after it, but there were none at all");
    }

    @Test
    void at_least_is_enough() {
        pay(Map.of("amount", 1));
        pay(Map.of("amount", 1));

        McpAssertions.assertThat(traffic)
                .toolCalls("pay")
                .toServer("bank")
                .wereSentAtLeast(1)
                .wereSentAtLeast(2)
                .reachedServerAtLeast(2)
                .wereRetriedAtLeast(1);
        assertThatThrownBy(
                        () -> McpAssertions.assertThat(traffic).toolCalls("pay").wereSentAtLeast(3))
                .hasMessageStartingWith("Expected at least 3 calls of tool 'pay' to be sent, but there were 2.");
        assertThatThrownBy(() ->
                        McpAssertions.assertThat(traffic).requests("tools/call").wereExecutedAtLeast(3))
                .hasMessageStartingWith("Expected at least 3 messages of tools/call to be executed by the server");
        assertThatThrownBy(() -> McpAssertions.assertThat(traffic).isEmpty())
                .hasMessageStartingWith("Expected no traffic, but 2 messages were sent. Recorded traffic:");
    }

    @Test
    void traffic_without_messages_is_empty() {
        recorder.noteClient();
        McpAssertions.assertThat(traffic).isEmpty();
        McpAssertions.assertThat(traffic).toServer("bank").wereSent(0);
        McpAssertions.assertThat(traffic)
                .where("errors", each -> each.status().isPresent())
                .wereSent(0);
    }
}
