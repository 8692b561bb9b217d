/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.HttpFaultProxy;
import dev.mcpjunit.fault.internal.http.HttpProxyConfig;
import dev.mcpjunit.fault.internal.stdio.StdioBridge;
import dev.mcpjunit.fault.internal.stdio.StdioBridgeConfig;
import dev.mcpjunit.fault.internal.wiremock.WireMockStubs;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures what stands between client and server costs where no fault happens: {@code proxy-overhead [ROUNDS [CALLS]]}.
 * The server is a process of its own, the client is the SDK's.
 */
public final class ProxyOverhead {

    private static final int ROUNDS = 12;
    private static final int CALLS = 500;
    private static final int HTTP_CALLERS = 16;

    /** On standard input and output the SDK's client fails when two send at the same moment. */
    private static final int STDIO_CALLERS = 1;

    private ProxyOverhead() {}

    /**
     * Measure, and print a line for each subject.
     *
     * @param arguments how many rounds, and how many calls in each
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : CALLS;
        try (var measurement = new CallMeasurement(rounds, calls)) {
            overHttp(measurement);
            overStdio(measurement, rounds);
        }
        // Whatever a client leaves behind is not waited for.
        System.exit(0);
    }

    private static void overHttp(CallMeasurement measurement) throws Exception {
        Process server = new ProcessBuilder(FixtureCommand.command(WeatherServer.class, "http")).start();
        try {
            var direct = new McpEndpoint.Http(uri(server));
            var config =
                    new HttpProxyConfig("weather", () -> direct, new FaultPlan(), new TrafficRecorder(), act -> {});
            WireMockServer wireMock = wireMockInFrontOf(direct.uri());
            WireMockStubs stubs = WireMockStubs.of("weather");
            ((WireMock) stubs.client()).register(WireMock.post("/elsewhere").willReturn(WireMock.ok()));
            try (var proxy = HttpFaultProxy.start(config);
                    var bridge = HttpFaultProxy.start(config.answeringBy(stubs))) {
                measurement.print(
                        List.of(
                                Subject.of("HTTP direct", direct),
                                Subject.of("HTTP proxy", proxy.endpoint()),
                                Subject.of("HTTP proxy with stubs", bridge.endpoint()),
                                Subject.of(
                                        "WireMock proxiedFrom",
                                        new McpEndpoint.Http(URI.create(wireMock.baseUrl()
                                                + direct.uri().getPath())))),
                        HTTP_CALLERS);
            } finally {
                wireMock.stop();
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static WireMockServer wireMockInFrontOf(URI server) {
        var wireMock =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        wireMock.start();
        wireMock.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse()
                        .proxiedFrom(server.resolve("/").toString().replaceFirst("/$", ""))));
        return wireMock;
    }

    private static URI uri(Process server) throws IOException {
        var log = new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
        String line = log.readLine();
        return URI.create(line.substring(line.indexOf("http://")));
    }

    private static void overStdio(CallMeasurement measurement, int rounds) throws Exception {
        var command =
                new McpEndpoint.Stdio(FixtureCommand.command(WeatherServer.class, "stdio"), Map.of(), Path.of(""));
        var config = new StdioBridgeConfig(
                "weather",
                command,
                new FaultPlan(),
                new TrafficRecorder(),
                act -> {},
                new StdioServer("weather", command)::start);
        try (var bridge = StdioBridge.start(config)) {
            measurement.print(
                    List.of(Subject.of("stdio command", command), Subject.of("stdio bridge", bridge.endpoint())),
                    STDIO_CALLERS);
            StartUpMeasurement.print(
                    rounds, List.of("stdio command", "stdio bridge"), List.of(command, bridge.endpoint()));
        }
    }
}
