/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.NotedTraffic;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The wire on which a breaker is tried.
 *
 * @param servers the servers, behind the proxies
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Wire(McpEndpoints servers, FaultInjector faults, Traffic traffic) {

    /** Begins a note about the state of a breaker. */
    private static final String STATE = "breaker: ";

    /** Say in the transcript which state the breaker of a server seems to have, from a time on the traffic's clock. */
    void note(String server, Instant since, String state) {
        if (traffic instanceof NotedTraffic noted) {
            noted.note(server, since, STATE + state);
        }
    }

    /** How much has crossed the wire, to ask later what came since. */
    int mark() {
        return traffic.exchanges().size();
    }

    /** The tool calls since a mark, on any server. Other messages do not count: a ping is legitimate. */
    List<Exchange> callsSince(int mark) {
        return since(mark)
                .filter(exchange -> exchange.method().equals("tools/call"))
                .toList();
    }

    private Stream<Exchange> since(int mark) {
        return traffic.exchanges().stream().skip(mark);
    }
}
