/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import static dev.mcpjunit.fault.Selector.Target.CONNECTION;
import static dev.mcpjunit.fault.Selector.Target.MESSAGE;
import static dev.mcpjunit.fault.Selector.anyToolCall;
import static dev.mcpjunit.fault.Selector.connection;
import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;
import static dev.mcpjunit.fault.internal.Medium.HTTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Occurrences;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTests {

    private final FaultPlan plan = new FaultPlan();
    private final FaultInjector faults = new PlannedFaults(plan, new TrafficRecorder());

    private static JsonObject call(String tool, Map<String, ?> arguments) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("id", 7)
                .put("method", "tools/call")
                .put("params", Map.of("name", tool, "arguments", arguments))
                .build();
    }

    private List<String> fired(JsonObject message) {
        var fired = new ArrayList<String>();
        Script script = plan.decide(HTTP, MESSAGE, "bank", message, fired::add);
        assertThat(script == Scripts.NONE).isEqualTo(fired.isEmpty());
        return fired;
    }

    @Test
    void of_sixteen_callers_exactly_the_first_three_are_hit_a_thousand_times_over() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 1_000; round++) {
                var each = new FaultPlan();
                new PlannedFaults(each, new TrafficRecorder())
                        .on(toolCall("pay").first(3))
                        .hang();
                var barrier = new CyclicBarrier(16);
                List<Callable<Integer>> callers = IntStream.range(0, 16)
                        .<Callable<Integer>>mapToObj(i -> () -> {
                            barrier.await();
                            return each.decide(HTTP, MESSAGE, "bank", call("pay", Map.of()), words -> {})
                                            == Scripts.NONE
                                    ? 0
                                    : 1;
                        })
                        .toList();
                int hit = 0;
                for (var caller : threads.invokeAll(callers)) {
                    hit += caller.get();
                }
                assertThat(hit).isEqualTo(3);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_selector_takes_what_it_names() {
        faults.on(toolCall("pay").withArgument("/amount", 5)).hang();
        faults.on(method("tools/list")).hang();
        faults.on(anyToolCall().toServer("other")).hang();

        assertThat(fired(call("pay", Map.of("amount", 5.0)))).hasSize(1);
        assertThat(fired(call("pay", Map.of("amount", 6)))).isEmpty();
        assertThat(fired(call("refund", Map.of("amount", 5)))).isEmpty();
        assertThat(fired(JsonObject.builder().put("method", "tools/list").build()))
                .hasSize(1);
        assertThat(fired(JsonObject.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 010000", "1..3, 111000", "4.., 000111", "every 3, 001001", "'', 111111"})
    void occurrences_count_from_one(String text, String pattern) {
        faults.on(anyToolCall().counting(Occurrences.parse(text))).hang();

        var hit = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            hit.append(fired(call("pay", Map.of())).size());
        }
        assertThat(hit).hasToString(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3..1", "first", "-1", "1...3", "every 0"})
    void what_is_no_count_is_refused(String text) {
        assertThatThrownBy(() -> Occurrences.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_message_shows_the_forms_of_a_count() {
        assertThatThrownBy(() -> Occurrences.parse("first"))
                .hasMessage("calls = \"first\" is not understood: write \"2\", \"1..3\", \"4..\" or \"every 3\"");
    }

    @Test
    void chance_is_the_same_in_every_run_with_the_same_seed() {
        assertThat(byChance(42)).isEqualTo(byChance(42)).isNotEqualTo(byChance(43));
        assertThat(byChance(42).stream().mapToInt(Integer::intValue).sum()).isBetween(200, 400);
    }

    private static List<Integer> byChance(long seed) {
        var each = new FaultPlan();
        new PlannedFaults(each, new TrafficRecorder())
                .randomlyOn(anyToolCall(), 0.3, seed)
                .hang();
        return IntStream.range(0, 1_000)
                .map(i ->
                        each.decide(HTTP, MESSAGE, "bank", call("pay", Map.of()), words -> {}) == Scripts.NONE ? 0 : 1)
                .boxed()
                .toList();
    }

    @Test
    void faults_on_the_first_and_on_the_second_of_two_concurrent_calls_never_hit_the_same() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2_000; round++) {
                var each = new FaultPlan();
                var both = new PlannedFaults(each, new TrafficRecorder());
                both.on(toolCall("pay").nth(1)).hang();
                both.on(toolCall("pay").nth(2)).loseResponse();
                var start = new CyclicBarrier(2);
                Callable<Integer> call = () -> {
                    var hit = new ArrayList<String>();
                    start.await();
                    each.decide(HTTP, MESSAGE, "bank", call("pay", Map.of()), hit::add);
                    return hit.size();
                };

                for (var hits : threads.invokeAll(List.of(call, call))) {
                    assertThat(hits.get()).isOne();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_has_not_happened_is_missed_unless_it_need_not() {
        faults.on(toolCall("pay").nth(2)).loseResponse();
        faults.on(method("ping")).status(503, Duration.ofSeconds(2)).optional();
        fired(call("pay", Map.of()));

        assertThat(plan.unused())
                .containsExactly("response lost after the server executed (reset) on tools/call 'pay' (2nd)");
        assertThat(plan.report())
                .containsExactly(
                        "response lost after the server executed (reset) on tools/call 'pay' (2nd): fired 0 times",
                        "HTTP 503 Retry-After 2 on ping: fired 0 times");
        fired(call("pay", Map.of()));
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void a_removed_fault_happens_no_more_and_a_cleared_plan_holds_nothing() throws InterruptedException {
        var fault = faults.on(anyToolCall()).hang();
        assertThat(fired(call("pay", Map.of()))).hasSize(1);
        fault.remove();
        assertThat(fired(call("pay", Map.of()))).isEmpty();
        assertThat(fault.fired()).isEqualTo(1);

        Gate gate = faults.on(anyToolCall()).holdRequest();
        faults.clear();
        gate.pass(() -> true);
        assertThat(fired(call("pay", Map.of()))).isEmpty();
    }

    @Test
    void what_has_not_happened_is_not_forgotten_when_all_faults_are_ended() {
        faults.on(toolCall("pay")).hang();
        faults.on(toolCall("refund")).hang().optional();
        faults.clear();
        faults.clear();

        assertThat(plan.unused()).containsExactly("hang before the server on tools/call 'pay'");
        assertThat(plan.report()).isEmpty();

        plan.clear();
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void what_waits_for_a_fault_is_let_go_each_time_that_faults_are_ended() {
        var endings = new ArrayList<String>();
        plan.whenCleared(() -> endings.add("let go"));
        faults.clear();
        faults.clear();
        plan.clear();

        assertThat(endings).hasSize(3);
        assertThat(plan.timesCleared()).isEqualTo(3);
    }

    @Test
    void a_fault_that_cannot_happen_to_what_was_chosen_is_refused() {
        assertThatThrownBy(() -> faults.on(connection()).toolError("no"))
                .hasMessage(
                        "'tool error' cannot happen to a connection: to a connection, only cutOnAccept(…) and refuseConnections() can happen");
        assertThatThrownBy(() -> faults.on(toolCall("pay")).cutOnAccept(Cut.RESET))
                .hasMessage("'reset on accept' cannot happen to tools/call 'pay': choose connection()");
        faults.on(connection().first()).cutOnAccept(Cut.HANG);
        assertThat(plan.decide(HTTP, CONNECTION, "bank", JsonObject.EMPTY, words -> {}))
                .isNotSameAs(Scripts.NONE);
    }

    @Test
    void two_faults_on_one_message_both_happen() {
        faults.on(anyToolCall()).delayAnswer(Duration.ofSeconds(1));
        faults.on(anyToolCall()).loseResponse(Cut.CLOSE);
        Script script = plan.decide(HTTP, MESSAGE, "bank", call("pay", Map.of()), words -> {});

        assertThat(script.open(call("pay", Map.of())).request()).isPresent();
        assertThat(script.deliver(JsonObject.EMPTY, true))
                .containsExactly(new Act.Pause(Duration.ofSeconds(1)), new Act.End(Cut.CLOSE));
        assertThat(script.takesAll()).isTrue();
    }

    @Test
    void a_fault_behind_one_that_ends_the_exchange_has_not_happened() {
        InjectedFault cut = faults.on(anyToolCall()).cutBeforeServer(Cut.CLOSE);
        InjectedFault lost = faults.on(anyToolCall()).loseResponse();
        var words = new ArrayList<String>();
        Script script = plan.decide(HTTP, MESSAGE, "bank", call("pay", Map.of()), words::add);

        assertThat(script.open(call("pay", Map.of())).request()).isEmpty();
        assertThat(cut.fired()).isEqualTo(1);
        assertThat(lost.fired()).isZero();
        assertThat(words).hasSize(1);
        assertThat(plan.unused()).singleElement().asString().contains(lost.toString());
    }

    @Test
    void a_fault_behind_another_has_happened_when_it_acts() {
        faults.on(anyToolCall()).delayAnswer(Duration.ofSeconds(1));
        InjectedFault lost = faults.on(anyToolCall()).loseResponse();
        Script script = plan.decide(HTTP, MESSAGE, "bank", call("pay", Map.of()), words -> {});
        script.open(call("pay", Map.of()));
        assertThat(lost.fired()).isZero();

        script.deliver(JsonObject.EMPTY, true);
        assertThat(lost.fired()).isEqualTo(1);
        assertThat(plan.unused()).isEmpty();
    }
}
