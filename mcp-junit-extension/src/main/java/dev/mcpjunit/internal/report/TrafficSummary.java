/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the page shows of the traffic of all tests together: calls and latencies by server and tool.
 *
 * @param exchanges how many exchanges there were
 * @param dropped how many frames are missing
 * @param calls how often each tool of each server was called
 * @param latency how long each call took until the client had an answer, in microseconds
 * @param listed the tools that each server listed
 */
record TrafficSummary(
        int exchanges,
        long dropped,
        Map<String, Map<String, Integer>> calls,
        Map<String, Map<String, List<Long>>> latency,
        Map<String, Set<String>> listed) {

    static TrafficSummary of(Transcript transcript, List<ShownExchange> exchanges) {
        Map<String, Map<String, Integer>> calls = new TreeMap<>();
        Map<String, Map<String, List<Long>>> latency = new TreeMap<>();
        Map<String, Set<String>> listed = new TreeMap<>();
        for (ShownExchange exchange : exchanges) {
            String server = exchange.server();
            exchange.tool().ifPresent(tool -> {
                calls.computeIfAbsent(server, first -> new TreeMap<>()).merge(tool, 1, Integer::sum);
                if (exchange.response().isPresent()) {
                    duration(exchange).ifPresent(micros -> latency.computeIfAbsent(server, first -> new TreeMap<>())
                            .computeIfAbsent(tool, first -> new ArrayList<>())
                            .add(micros));
                }
            });
            if (exchange.method().filter(McpList.TOOLS.method()::equals).isPresent()) {
                exchange.response()
                        .flatMap(response -> response.object().object("result"))
                        .ifPresent(result -> listed.computeIfAbsent(server, first -> new LinkedHashSet<>())
                                .addAll(names(result)));
            }
        }
        long dropped = transcript.frames().stream()
                .mapToLong(frame -> frame.event() instanceof Event.Dropped gap ? gap.frames() : 0)
                .sum();
        return new TrafficSummary(exchanges.size(), dropped, calls, latency, listed);
    }

    private static Optional<Long> duration(ShownExchange exchange) {
        return exchange.end()
                .map(Frame::event)
                .filter(Event.End.class::isInstance)
                .map(end -> ((Event.End) end).duration().toNanos() / 1_000);
    }

    private static Set<String> names(JsonObject result) {
        Set<String> names = new LinkedHashSet<>();
        result.array("tools")
                .ifPresent(tools -> tools.forEach(tool -> {
                    if (tool instanceof JsonObject object && object.get("name") instanceof JsonString name) {
                        names.add(name.value());
                    }
                }));
        return names;
    }

    void addTo(JsonObject.Builder line) {
        line.put("frames", exchanges)
                .put("dropped", dropped)
                .put("calls", calls)
                .put("latency", latency)
                .put("listed", listed);
    }
}
