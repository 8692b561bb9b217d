/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.bench;

import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Traffic;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The wire that a breaker is tried on.
 *
 * @param servers the servers, by way of the proxies
 * @param faults makes the proxies misbehave
 * @param traffic what the proxies see
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BenchWire(McpEndpoints servers, FaultInjector faults, Traffic traffic) {

    /** How much has crossed the wire, to ask later what came since. */
    int mark() {
        return traffic.exchanges().size();
    }

    /** The calls of tools since a mark, on whichever server. Nothing else is an argument: a ping is legitimate. */
    List<Exchange> callsSince(int mark) {
        List<Exchange> all = traffic.exchanges();
        return all.subList(Math.min(mark, all.size()), all.size()).stream()
                .filter(exchange -> exchange.method().equals(Methods.CALL_TOOL))
                .toList();
    }
}
