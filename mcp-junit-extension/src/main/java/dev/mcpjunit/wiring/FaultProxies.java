/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.wiring;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultPlan;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.http.HttpFaultProxy;
import dev.mcpjunit.fault.http.HttpProxyConfig;
import dev.mcpjunit.server.StartedServer;
import dev.mcpjunit.traffic.TrafficRecorder;
import java.util.function.Consumer;

/** Starts the proxy that the endpoint of a server asks for. */
final class FaultProxies {

    private FaultProxies() {}

    static FaultProxy start(
            StartedServer server, FaultPlan plan, TrafficRecorder recorder, Consumer<ServerAct> toServer) {
        if (server.endpoint() instanceof McpEndpoint.Stdio) {
            throw new IllegalStateException("Server '" + server.name() + "' is spoken to on standard input and output,"
                    + " and there are no faults for that yet. Let it listen: transport = STREAMABLE_HTTP.");
        }
        var proxy = HttpFaultProxy.start(new HttpProxyConfig(
                server.name(), () -> (McpEndpoint.Http) server.endpoint(), plan, recorder, toServer));
        return new FaultProxy() {
            @Override
            public McpEndpoint endpoint() {
                return proxy.endpoint();
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }
}
