/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.HttpFaultProxy;
import dev.mcpjunit.fault.internal.http.HttpProxyConfig;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.FreePort;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server and a client that are not ours, every feature that both have, directly and by way of the wire. */
@Tag("long")
@RequiresCommand({"node", "npm"})
class FeaturesThroughTheWireTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private static String program() {
        return NodePrograms.install("everything")
                .resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js")
                .toString();
    }

    private static ServerSpec everything(Transport transport, Duration requestTimeout) {
        String word = transport == Transport.STREAMABLE_HTTP ? "streamableHttp" : transport.word();
        var spec = ServerSpec.command("node", program(), word)
                .name("everything")
                .path(transport == Transport.SSE ? "/sse" : "/mcp")
                .transport(transport)
                .startupTimeout(Duration.ofMinutes(1))
                .requestTimeout(requestTimeout);
        return (transport.isHttp() ? spec.env("PORT", "${mcp.port}") : spec).build();
    }

    private static McpClientTransport transport(McpEndpoint endpoint) {
        if (endpoint instanceof McpEndpoint.Http http) {
            return HttpClientStreamableHttpTransport.builder(http.uri().toString())
                    .endpoint(http.uri().getPath())
                    .build();
        }
        var stdio = (McpEndpoint.Stdio) endpoint;
        return new StdioClientTransport(
                ServerParameters.builder(stdio.program())
                        .args(stdio.arguments())
                        .env(stdio.environment())
                        .build(),
                McpJsonDefaults.getMapper());
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMABLE_HTTP", "STDIO"})
    void every_feature_is_the_same(Transport transport) {
        try (var server = new ServerHandle(everything(transport, BOUND));
                var wire = new TestProxies(false)) {
            Features direct = Features.of(transport(server.server().endpoint()));
            Features proxied = Features.of(transport(wire.endpoint(server)));

            assertThat(proxied.seen()).isEqualTo(direct.seen()).hasSizeGreaterThan(15);
            assertThat(proxied.progressTook()).isGreaterThan(Features.LEAST_SPAN);
            assertThat(wire.traffic().toolCalls().count()).isGreaterThan(5);
            assertThat(wire.traffic().exchanges())
                    .extracting(exchange -> exchange.outcome())
                    .doesNotContain(Outcome.INVALID, Outcome.IN_FLIGHT, Outcome.SERVER_GONE, Outcome.CUT);
        }
    }

    @Test
    void every_feature_of_the_old_streams_is_the_same() throws Exception {
        int port = FreePort.next();
        var builder = new ProcessBuilder("node", program(), "sse").redirectErrorStream(true);
        builder.environment().put("PORT", Integer.toString(port));
        builder.redirectOutput(
                Path.of("target", "node", "everything", "sse.log").toFile());
        Process server = builder.start();
        var recorder = new TrafficRecorder();
        var endpoint = new McpEndpoint.Http(URI.create("http://localhost:" + port + "/sse"));
        try (var proxy = HttpFaultProxy.start(
                new HttpProxyConfig("everything", () -> endpoint, new FaultPlan(), recorder, act -> {}))) {
            Awaiting.until(BOUND, () -> assertThat(FreePort.isListening(port)).isTrue());

            Features direct = Features.of(oldTransport(endpoint.uri()));
            Features proxied = Features.of(oldTransport(proxy.endpoint().uri()));

            assertThat(proxied.seen()).isEqualTo(direct.seen()).hasSizeGreaterThan(15);
            assertThat(proxied.progressTook()).isGreaterThan(Features.LEAST_SPAN);
        } finally {
            server.destroyForcibly().onExit().join();
        }
    }

    @SuppressWarnings("deprecation") // so is the transport itself, but servers still have it
    private static McpClientTransport oldTransport(URI uri) {
        return HttpClientSseClientTransport.builder(uri.resolve("/").toString())
                .sseEndpoint(uri.getPath())
                .build();
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMABLE_HTTP", "SSE", "STDIO"})
    void a_call_that_is_given_up_is_cancelled_on_the_other_side(Transport transport) {
        try (var server = new ServerHandle(everything(transport, Duration.ofSeconds(3)));
                var wire = new TestProxies(false)) {
            for (McpConnection connection : List.of(server.connection(), wire.connection(server))) {
                assertThat(connection.catalog().tools()).hasSizeGreaterThan(5);
                assertThatThrownBy(() -> connection.callTool(
                                "trigger-long-running-operation", Map.of("duration", 60, "steps", 1)))
                        .isInstanceOf(McpTimeoutException.class);
                assertThat(connection.callTool("echo", Map.of("message", "on")).isError())
                        .isFalse();
            }
            assertThat(wire.traffic()
                            .toolCalls("trigger-long-running-operation")
                            .cancelled())
                    .hasSize(1);
        }
    }
}
