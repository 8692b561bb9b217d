/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.server.internal.process.RelayedCommand;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What a bridge needs to know.
 *
 * @param upstream the command that clients would run without it
 * @param traffic takes what crosses the wire
 * @param toServer does something to the server itself, and returns when it is done
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record StdioBridgeConfig(
        String server,
        McpEndpoint.Stdio upstream,
        FaultPlan faults,
        TrafficRecorder traffic,
        Consumer<ServerAct> toServer,
        Function<RelayedCommand, ServerProcess> starter) {}
