/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.traffic.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Which calls a {@link LoadSession} makes, and in which order. The same plan gives the same order in each run.
 *
 * <pre>{@code
 * LoadPlan plan = LoadPlan.of(
 *         PlannedCall.of("notes", "save-note", Map.of("text", "${nonce}")).weight(3),
 *         PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")));
 * }</pre>
 *
 * @param calls the calls
 * @param order how often and in which order they are made
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadPlan(List<PlannedCall> calls, Order order) {

    /** How often and in which order the calls of a plan are made. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Order {
        /** By their weights, evenly mixed. */
        WEIGHTED,
        /** One after the other, and then again from the first; weights are ignored. */
        IN_ORDER
    }

    /** @throws IllegalArgumentException if there is no call */
    public LoadPlan {
        calls = List.copyOf(calls);
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("A load plan needs at least one call");
        }
    }

    /**
     * Plan calls by their weights, evenly mixed.
     *
     * @param calls the calls
     * @return the plan; never {@code null}
     * @throws IllegalArgumentException if there is no call
     */
    public static LoadPlan of(PlannedCall... calls) {
        return new LoadPlan(List.of(calls), Order.WEIGHTED);
    }

    /**
     * Plan calls in a fixed order.
     *
     * @param calls the calls
     * @return the plan; never {@code null}
     * @throws IllegalArgumentException if there is no call
     */
    public static LoadPlan inOrder(PlannedCall... calls) {
        return new LoadPlan(List.of(calls), Order.IN_ORDER);
    }

    /**
     * Plan the tool calls of recorded traffic, in their order. Recorded calls carry no nonces; {@link #with} adds them.
     *
     * <pre>{@code
     * LoadPlan plan = LoadPlan.recorded(traffic)
     *         .with(call -> call.tool().equals("save-note") ? call.nonceIn("text") : call);
     * }</pre>
     *
     * @param traffic the traffic of this test so far
     * @return the plan; never {@code null}
     * @throws IllegalArgumentException if no tool was called
     */
    public static LoadPlan recorded(Traffic traffic) {
        List<PlannedCall> calls = traffic.toolCalls().all().stream()
                .map(call -> PlannedCall.of(
                        call.server(), call.tool().orElse(""), call.arguments().members()))
                .toList();
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("The recorded traffic has no tool call to plan."
                    + " Call the tools first, through the endpoint that was injected.");
        }
        return new LoadPlan(calls, Order.IN_ORDER);
    }

    /**
     * Change each call.
     *
     * @param change returns the call to plan instead of the given call
     * @return a changed copy; never {@code null}
     */
    public LoadPlan with(UnaryOperator<PlannedCall> change) {
        return new LoadPlan(calls.stream().map(change).toList(), order);
    }

    /**
     * List the servers that the plan calls.
     *
     * @return their names, in the order of the calls; never {@code null}
     */
    public Set<String> servers() {
        Set<String> servers = new LinkedHashSet<>();
        calls.forEach(call -> servers.add(call.server()));
        return servers;
    }

    /** The order of one round: each call as often as its weight says, the same calls as far apart as possible. */
    List<PlannedCall> round() {
        if (order == Order.IN_ORDER) {
            return calls;
        }
        int total = calls.stream().mapToInt(PlannedCall::weight).sum();
        int[] credit = new int[calls.size()];
        var round = new ArrayList<PlannedCall>(total);
        for (int turn = 0; turn < total; turn++) {
            int next = 0;
            for (int i = 0; i < credit.length; i++) {
                credit[i] += calls.get(i).weight();
                next = credit[i] > credit[next] ? i : next;
            }
            credit[next] -= total;
            round.add(calls.get(next));
        }
        return round;
    }
}
