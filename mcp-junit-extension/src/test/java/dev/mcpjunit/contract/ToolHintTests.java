/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.contract.ToolService.CITY;
import static dev.mcpjunit.contract.ToolService.OBJECT;
import static dev.mcpjunit.contract.ToolService.idempotent;
import static dev.mcpjunit.contract.ToolService.readOnly;
import static dev.mcpjunit.contract.ToolService.tool;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.testkit.EchoService;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the checks of hints have seen enough for a verdict. */
class ToolHintTests {

    private static final DeclaredTools NONE = DeclaredTools.none();

    private static DeclaredTools peekAndPop(AtomicInteger stack) {
        return NONE.calling("peek", Map.of()).calling("pop", Map.of()).observing(connection -> stack.get());
    }

    private static ToolService stack(AtomicInteger stack) {
        return new ToolService(
                (tool, arguments) -> {
                    if (tool.equals("pop")) {
                        stack.updateAndGet(size -> Math.max(0, size - 1));
                    }
                    return EchoService.finish("" + stack.get());
                },
                readOnly("peek", OBJECT),
                idempotent("pop", OBJECT));
    }

    @Test
    void calls_that_fail_prove_no_hint() {
        var closed = new ToolService(
                (tool, arguments) -> EchoService.fail("not authorized"), readOnly("r", CITY), idempotent("i", CITY));
        Map<String, ?> oslo = Map.of("city", "Oslo");
        DeclaredTools declared = NONE.calling("r", oslo).calling("i", oslo).observing(connection -> "constant");

        assertThat(closed.probe(declared, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "the sample call r {\"city\":\"Oslo\"} does not succeed: it reported the error not authorized");
        assertThat(closed.probe(declared, ToolProbe::leavesStateUnchangedInRepeatedIdempotentCalls))
                .hasStatus(Status.INCONCLUSIVE);
        DeclaredTools onlyFailing = NONE.failing("r", oslo).observing(connection -> "constant");
        assertThat(closed.probe(onlyFailing, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.INCONCLUSIVE);
    }

    @Test
    void one_check_does_not_use_up_the_state_that_the_other_needs() {
        var size = new AtomicInteger(2);
        VerdictReport report = stack(size).probe(peekAndPop(size), ToolProbe::all);

        assertThat(report.with(Status.FAILED)).containsExactly("leaves state unchanged in repeated idempotent calls");
        assertThat(report.with(Status.PASSED)).contains("leaves state unchanged in read-only calls");
        Verdict repeated = report.verdicts().stream()
                .filter(verdict -> verdict.status() == Status.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(repeated)
                .hasMessageContaining("changed the state again: 1 → 0")
                .hasMessageContaining("an earlier check made these calls:\n  called peek {} and returned");
    }

    @Test
    void a_check_that_runs_again_makes_the_calls_again() {
        var size = new AtomicInteger(3);
        List<Status> statuses = stack(size)
                .probe(
                        peekAndPop(size),
                        probe -> List.of(
                                probe.leavesStateUnchangedInRepeatedIdempotentCalls()
                                        .status(),
                                probe.leavesStateUnchangedInRepeatedIdempotentCalls()
                                        .status()));

        assertThat(statuses).containsExactly(Status.FAILED, Status.PASSED);
        assertThat(size).hasValue(0);
    }

    @Test
    void the_tests_of_a_class_share_the_calls() {
        Stack.SIZE.set(2);
        Run run = Run.of(StackTestCase.class);

        assertThat(run.failedTests()).extracting(Throwable::getMessage).anySatisfy(message -> assertThat(message)
                .startsWith("Failed: leaves state unchanged in repeated idempotent calls: "));
    }

    @Test
    void a_violation_outweighs_a_state_that_cannot_be_read_later() {
        var state = new AtomicInteger();
        var down = new AtomicBoolean();
        var server = new ToolService(
                (tool, arguments) -> {
                    if (tool.equals("a")) {
                        state.incrementAndGet();
                    } else {
                        down.set(true);
                    }
                    return EchoService.finish("done");
                },
                readOnly("a", OBJECT),
                readOnly("b", OBJECT));
        DeclaredTools declared = NONE.calling("a", Map.of())
                .calling("b", Map.of())
                .observing(connection -> {
                    if (down.get()) {
                        throw new IOException("gone");
                    }
                    return state.get();
                });

        assertThat(server.probe(declared, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.FAILED)
                .hasMessageContaining("tool 'a' declares readOnlyHint, but the call a {} changed the state: 0 → 1");
    }

    @Test
    void the_text_of_an_error_and_null_are_no_state() {
        var server = new ToolService(
                (tool, arguments) ->
                        tool.equals("list") ? EchoService.fail("please log in") : EchoService.finish("done"),
                readOnly("list", OBJECT),
                readOnly("get", OBJECT));
        DeclaredTools get = NONE.calling("get", Map.of());

        assertThat(server.probe(
                        get.observing(connection -> connection.callTool("list").text()),
                        ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "observing(…) called a tool that reported an error, so what it read may not be the"
                                + " state: \"please log in\"");
        assertThat(server.probe(get.observing(connection -> null), ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("observing(…) returned null, which shows no state");
    }

    @Test
    void an_idempotent_call_without_any_effect_is_no_evidence() {
        var server = new ToolService((tool, arguments) -> EchoService.finish("done"), idempotent("set", OBJECT));

        assertThat(server.probe(
                        NONE.calling("set", Map.of()).observing(connection -> "constant"),
                        ToolProbe::leavesStateUnchangedInRepeatedIdempotentCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "the sample calls of tool 'set' did not change the observed state even once, so nothing shows");
    }

    /** The effect of {@code add} comes only while {@code get} runs. */
    @Test
    void a_late_effect_of_another_call_is_not_blamed_on_a_read_only_tool() {
        var state = new AtomicInteger();
        var added = new AtomicInteger();
        var pending = new AtomicBoolean();
        var server = new ToolService(
                (tool, arguments) -> {
                    if (tool.equals("add")) {
                        // The first effect waits for the call of 'get', a later one for the next look at the state.
                        pending.set(added.incrementAndGet() > 1);
                    } else if (added.get() == 1) {
                        state.incrementAndGet();
                    }
                    return EchoService.finish("done");
                },
                tool("add", OBJECT, ""),
                readOnly("get", OBJECT));
        DeclaredTools declared = NONE.calling("add", Map.of())
                .calling("get", Map.of())
                .observing(connection -> pending.getAndSet(false) ? state.getAndIncrement() : state.get());

        assertThat(server.probe(declared, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining(
                        "changed the state: 0 → 1. But the state also changes some time after other calls");
    }

    @Test
    void what_the_declaration_lacks_for_a_hint_is_inconclusive() {
        var server = new ToolService(
                (tool, arguments) -> EchoService.finish("done"), readOnly("r", OBJECT), idempotent("i", OBJECT));
        DeclaredTools declared = NONE.withoutSampleCall("r", "costs money").withoutSampleCall("i", "costs money");

        assertThat(server.probe(declared, ToolProbe::leavesStateUnchangedInReadOnlyCalls))
                .hasStatus(Status.INCONCLUSIVE)
                .hasMessageContaining("no tool with readOnlyHint has a sample call. Add one: calling(…)");
        assertThat(server.probe(declared, ToolProbe::leavesStateUnchangedInRepeatedIdempotentCalls))
                .hasStatus(Status.INCONCLUSIVE);
    }

    @McpServer(name = "stack", inProcess = Stack.class)
    static class StackTestCase implements ToolContract {
        @Override
        public DeclaredTools tools() {
            return peekAndPop(Stack.SIZE);
        }
    }

    static final class Stack implements McpServerFactory {

        static final AtomicInteger SIZE = new AtomicInteger();

        @Override
        public Started start() {
            return stack(SIZE).started();
        }
    }
}
