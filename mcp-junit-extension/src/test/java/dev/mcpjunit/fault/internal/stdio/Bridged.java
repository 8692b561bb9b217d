/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server behind a bridge, with a plan of faults and a record of the traffic. */
final class Bridged implements AutoCloseable {

    final String mark = UUID.randomUUID().toString();
    final FaultPlan plan = new FaultPlan();
    final FaultInjector faults = new PlannedFaults(plan, new TrafficRecorder());
    final TrafficRecorder recorder = new TrafficRecorder();
    final Traffic traffic = recorder.traffic();
    final Queue<ServerProcess> processes = new ConcurrentLinkedQueue<>();
    final StdioServer server;
    final StdioBridge bridge;

    Bridged() {
        this(LineServer.command());
    }

    Bridged(List<String> command) {
        var upstream = new McpEndpoint.Stdio(command, Map.of(LeftoverResources.MARK, mark), Path.of(""));
        server = new StdioServer(mark, upstream);
        bridge = StdioBridge.start(new StdioBridgeConfig(
                mark,
                upstream,
                plan,
                recorder,
                what -> {
                    if (what == ServerAct.KILL) {
                        server.kill();
                    } else if (what == ServerAct.PAUSE) {
                        server.pause();
                    } else {
                        server.restart();
                    }
                },
                relayed -> {
                    ServerProcess process = server.start(relayed);
                    processes.add(process);
                    return process;
                }));
    }

    RawClient client() {
        return new RawClient(bridge.endpoint());
    }

    /** The record of a message, once it is finished. */
    Exchange ended(int number, Outcome outcome) {
        Awaiting.until(RawClient.BOUND, () -> {
            assertThat(traffic.exchanges()).hasSizeGreaterThanOrEqualTo(number);
            assertThat(traffic.exchanges().get(number - 1).outcome()).isEqualTo(outcome);
        });
        return traffic.exchanges().get(number - 1);
    }

    @Override
    public void close() {
        shutDown();
    }

    /** As at the end of a test class. */
    void shutDown() {
        plan.clear();
        bridge.close();
        server.close();
    }

    /** Fail if a process or a thread is left; both need a moment to go. */
    void assertNothingLeft() {
        Awaiting.until(RawClient.BOUND, () -> {
            assertThat(LeftoverResources.processes(mark)).isEmpty();
            assertThat(LeftoverResources.threads(mark)).isEmpty();
            assertThat(Path.of(classPath())).doesNotExist();
        });
    }

    private String classPath() {
        List<String> command = bridge.endpoint().command();
        return command.get(command.indexOf("-cp") + 1);
    }
}
