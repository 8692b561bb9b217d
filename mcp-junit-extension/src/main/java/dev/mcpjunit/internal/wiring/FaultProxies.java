/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.HttpFaultProxy;
import dev.mcpjunit.fault.internal.http.HttpProxyConfig;
import dev.mcpjunit.fault.internal.http.Stubs;
import dev.mcpjunit.fault.internal.stdio.StdioBridge;
import dev.mcpjunit.fault.internal.stdio.StdioBridgeConfig;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.util.function.Consumer;

/** Starts the proxy that the endpoint of a server asks for. */
final class FaultProxies {

    private FaultProxies() {}

    static FaultProxy start(
            StartedServer server, FaultPlan plan, TrafficRecorder recorder, Stubs stubs, Consumer<ServerAct> toServer) {
        if (server.endpoint() instanceof McpEndpoint.Stdio stdio) {
            var bridge = StdioBridge.start(new StdioBridgeConfig(
                    server.name(), stdio, plan, recorder, toServer, ((StdioServer) server)::start));
            return proxy(bridge.endpoint(), bridge::close);
        }
        var proxy = HttpFaultProxy.start(
                new HttpProxyConfig(server.name(), () -> (McpEndpoint.Http) server.endpoint(), plan, recorder, toServer)
                        .answeringBy(stubs));
        return proxy(proxy.endpoint(), proxy::close);
    }

    private static FaultProxy proxy(McpEndpoint endpoint, Runnable close) {
        return new FaultProxy() {
            @Override
            public McpEndpoint endpoint() {
                return endpoint;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
