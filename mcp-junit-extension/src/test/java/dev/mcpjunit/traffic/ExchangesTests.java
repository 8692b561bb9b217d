/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExchangesTests {

    private final AtomicLong nanos = new AtomicLong();
    private final TrafficRecorder recorder =
            new TrafficRecorder(nanos::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final Traffic traffic = recorder.traffic();
    private long ids;

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private ExchangeRecord call(String tool, Map<String, ?> arguments, Map<String, ?> meta) {
        return begin("tools/call", Map.of("name", tool, "arguments", arguments, "_meta", meta), Map.of());
    }

    private ExchangeRecord begin(String method, Map<String, ?> params, Map<String, String> headers) {
        var message = JsonObject.builder().put("jsonrpc", "2.0");
        if (!method.startsWith("notifications/")) {
            message.put("id", ++ids);
        }
        return recorder.begin(
                "bank", 1, message.put("method", method).put("params", params).build(), 100, headers);
    }

    private void answered(ExchangeRecord exchange) {
        exchange.forwarded();
        pass(10);
        exchange.answered();
        exchange.finished(Outcome.RESULT);
    }

    @Test
    void what_reached_the_server_and_what_it_executed_are_told_apart() {
        answered(call("pay", Map.of("amount", 5), Map.of()));
        ExchangeRecord lost = call("pay", Map.of("amount", 5), Map.of());
        lost.forwarded();
        lost.finished(Outcome.SERVER_GONE);
        call("pay", Map.of("amount", 5), Map.of()).finished(Outcome.CUT);

        Exchanges calls = traffic.toolCalls("pay");
        assertThat(calls.count()).isEqualTo(3);
        assertThat(calls.reachedServer()).isEqualTo(2);
        assertThat(calls.executed()).isEqualTo(1);
        assertThat(calls.all())
                .extracting(Exchange::executed)
                .containsExactly(Executed.YES, Executed.UNKNOWN, Executed.NO);
    }

    @Test
    void calls_to_one_of_several_servers_are_chosen() {
        answered(call("pay", Map.of("amount", 5), Map.of()));

        assertThat(traffic.toolCalls("pay").toServer("bank").count()).isEqualTo(1);
        assertThat(traffic.toolCalls("pay").toServer("shop").count()).isZero();
        assertThat(traffic.toolCalls("pay").toServer("shop").what()).isEqualTo("calls of tool 'pay' to server 'shop'");
    }

    @Test
    void attempts_at_the_same_call_belong_together_with_any_meta() {
        answered(call("pay", Map.of("amount", 5), Map.of("progressToken", 1)));
        pass(100);
        answered(call("pay", Map.of("amount", 5), Map.of("progressToken", 2)));
        answered(call("pay", Map.of("amount", 6), Map.of()));
        pass(300);
        answered(call("pay", Map.of("amount", 5), Map.of()));

        assertThat(traffic.toolCalls("pay").retries()).isEqualTo(2);
        assertThat(traffic.toolCalls("pay").pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(310));
    }

    @Test
    void who_comes_back_too_soon_is_found() {
        ExchangeRecord refused = call("pay", Map.of(), Map.of());
        refused.status(503, Map.of(), Optional.of(Duration.ofSeconds(2)));
        refused.finished(Outcome.HTTP_ERROR);
        pass(1_999);
        ExchangeRecord early = call("pay", Map.of(), Map.of());
        early.status(429, Map.of(), Optional.of(Duration.ofSeconds(1)));
        early.finished(Outcome.HTTP_ERROR);
        pass(1_000);
        answered(call("pay", Map.of(), Map.of()));

        assertThat(traffic.toolCalls("pay").tooSoon())
                .extracting(Exchange::number)
                .containsExactly(2L);
    }

    @Test
    void idempotency_keys_are_found_where_clients_put_them() {
        begin("tools/call", Map.of("name", "pay"), Map.of("idempotency-key", "a"));
        call("pay", Map.of(), Map.of("com.acme/idempotencyKey", "b"));
        call("pay", Map.of("idempotency_key", "c"), Map.of());
        call("pay", Map.of("amount", 1), Map.of());

        assertThat(traffic.toolCalls("pay").idempotencyKeys())
                .containsExactly(Optional.of("a"), Optional.of("b"), Optional.of("c"), Optional.empty());
        assertThat(traffic.toolCalls("pay").valuesAt("/arguments/amount"))
                .last()
                .extracting(value -> value.orElseThrow().toString())
                .isEqualTo("1");
    }

    @Test
    void a_cancellation_belongs_to_the_request_it_names() {
        ExchangeRecord first = call("pay", Map.of("amount", 1), Map.of());
        ExchangeRecord second = call("pay", Map.of("amount", 2), Map.of());
        begin("notifications/cancelled", Map.of("requestId", 2), Map.of()).finished(Outcome.ACCEPTED);

        assertThat(first.isFinished()).isFalse();
        assertThat(second.isFinished()).isFalse();
        assertThat(traffic.toolCalls("pay").cancelled())
                .extracting(Exchange::arguments)
                .containsExactly(JsonObject.builder().put("amount", 2).build());
    }

    @Test
    void clients_that_count_alike_do_not_cancel_for_each_other() {
        recorder.begin("bank", 1, message(3, "tools/call"), 1, Map.of()).forwarded();
        recorder.begin("bank", 2, message(3, "tools/call"), 1, Map.of()).forwarded();
        recorder.begin("bank", 3, message(4, "tools/call"), 1, Map.of("mcp-session-id", "a"))
                .forwarded();
        recorder.begin("bank", 4, message(4, "tools/call"), 1, Map.of("mcp-session-id", "b"))
                .forwarded();
        recorder.begin("bank", 2, cancelling(3), 1, Map.of());
        recorder.begin("bank", 5, cancelling(4), 1, Map.of("mcp-session-id", "a"));

        assertThat(traffic.requests("tools/call").cancelled())
                .extracting(Exchange::number)
                .containsExactly(2L, 3L);
    }

    private static JsonObject message(int id, String method) {
        return JsonObject.builder().put("id", id).put("method", method).build();
    }

    private static JsonObject cancelling(int id) {
        return JsonObject.builder()
                .put("method", "notifications/cancelled")
                .put("params", Map.of("requestId", id))
                .build();
    }

    @Test
    void a_retry_with_another_key_is_a_retry_until_there_is_a_result() {
        call("pay", Map.of("amount", 1, "idempotencyKey", "a"), Map.of()).finished(Outcome.CLIENT_GONE);
        answered(call("pay", Map.of("amount", 1, "idempotencyKey", "b"), Map.of()));
        answered(call("pay", Map.of("amount", 1, "idempotencyKey", "c"), Map.of()));
        answered(call("pay", Map.of("amount", 1, "idempotencyKey", "b"), Map.of()));

        assertThat(traffic.toolCalls("pay").attempts())
                .extracting(attempts -> attempts.stream().map(Exchange::number).toList())
                .containsExactly(List.of(1L, 2L, 4L), List.of(3L));
    }

    @Test
    void a_result_that_comes_after_the_retry_makes_it_no_other_request() {
        ExchangeRecord slow = call("pay", Map.of("amount", 1, "idempotencyKey", "a"), Map.of());
        slow.forwarded();
        pass(1_000);
        ExchangeRecord retry = call("pay", Map.of("amount", 1, "idempotencyKey", "b"), Map.of());
        assertThat(traffic.toolCalls("pay").retries()).isEqualTo(1);
        assertThat(traffic.toolCalls("pay").pauses()).containsExactly(Duration.ofSeconds(1));

        pass(500);
        answered(slow);
        answered(retry);

        assertThat(traffic.toolCalls("pay").retries()).isEqualTo(1);
        assertThat(traffic.toolCalls("pay").pauses()).containsExactly(Duration.ofSeconds(1));
        answered(call("pay", Map.of("amount", 1, "idempotencyKey", "c"), Map.of()));
        assertThat(traffic.toolCalls("pay").retries()).isEqualTo(1);
    }

    @Test
    void a_retry_before_the_answer_has_ended_is_too_soon() {
        ExchangeRecord refused = call("pay", Map.of(), Map.of());
        refused.status(503, Map.of(), Optional.of(Duration.ofSeconds(2)));
        pass(5_000);
        call("pay", Map.of(), Map.of());

        assertThat(traffic.toolCalls("pay").tooSoon())
                .extracting(Exchange::number)
                .containsExactly(2L);
    }

    @Test
    void what_came_after_a_moment_is_found() {
        answered(call("pay", Map.of(), Map.of()));
        pass(1);
        Instant moment = traffic.now();
        pass(1);
        call("pay", Map.of(), Map.of());

        assertThat(traffic.toolCalls().after(moment))
                .extracting(Exchange::number)
                .containsExactly(2L);
    }

    @Test
    void the_time_line_reads_like_a_story() {
        answered(begin("initialize", Map.of(), Map.of()));
        pass(90);
        ExchangeRecord lost = call("pay", Map.of(), Map.of());
        lost.fault("reset before the server");
        lost.finished(Outcome.CUT);
        ExchangeRecord refused = call("pay", Map.of(), Map.of());
        refused.status(503, Map.of(), Optional.empty());
        refused.finished(Outcome.HTTP_ERROR);
        call("pay", Map.of(), Map.of()).forwarded();

        assertThat(traffic)
                .hasToString("      0 ms  bank  initialize #1  → server, result after 10 ms\n"
                        + "    100 ms  bank  tools/call 'pay' #2  not forwarded, cut after 0 ms  [reset before the server]\n"
                        + "    100 ms  bank  tools/call 'pay' #3  not forwarded, http error (HTTP 503) after 0 ms\n"
                        + "    100 ms  bank  tools/call 'pay' #4  → server, in flight");
    }

    @Test
    void a_further_condition_narrows_a_selection() {
        answered(call("pay", Map.of("amount", 5), Map.of()));
        call("pay", Map.of("amount", 6), Map.of());

        Exchanges lost = traffic.toolCalls("pay")
                .where("without an answer", each -> each.answeredAt().isEmpty());

        assertThat(lost.what()).isEqualTo("calls of tool 'pay' without an answer");
        assertThat(lost.all()).extracting(Exchange::number).containsExactly(2L);
        assertThat(lost.context()).hasSize(2);
    }

    @Test
    void an_empty_journal_says_so() {
        assertThat(new TrafficRecorder().traffic()).hasToString("  (no messages)");
    }
}
