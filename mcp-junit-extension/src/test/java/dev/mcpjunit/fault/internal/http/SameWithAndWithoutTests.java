/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.internal.inprocess.sdk.SdkServerFactory;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With no fault, a client that is not ours finds everything through the proxy as it does without it. */
class SameWithAndWithoutTests {

    private static final int CLIENTS = 30;

    enum Served {
        BY_OURS,
        BY_THE_SDK
    }

    private record Server(URI uri, AutoCloseable stop) implements AutoCloseable {
        static Server start(Served by) throws Exception {
            if (by == Served.BY_OURS) {
                WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                return new Server(weather.uri(), weather);
            }
            var started = SdkServerFactory.of("weather", "/mcp", SdkWeatherServer.class)
                    .start();
            return new Server(started.uri(), started.stop());
        }

        @Override
        public void close() {
            try {
                stop.close();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }

    private static McpSyncClient connect(URI uri, List<String> heard) {
        var transport = HttpClientStreamableHttpTransport.builder(
                        uri.resolve("/").toString())
                .endpoint("/mcp")
                .build();
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .initializationTimeout(Duration.ofSeconds(30))
                .capabilities(ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Map.of("confirm", true))
                        .build())
                .progressConsumer(progress -> heard.add("progress " + progress.progress()))
                .toolsChangeConsumer(tools -> heard.add("tools changed"))
                .build();
        client.initialize();
        return client;
    }

    private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        var result = client.callTool(CallToolRequest.builder(tool)
                .arguments(arguments)
                .meta(Map.of("progressToken", "token"))
                .build());
        return result.isError() + " " + ((TextContent) result.content().get(0)).text();
    }

    /** Everything that a client can see of a server, in the order in which it sees it. */
    private static List<String> features(URI uri) {
        List<String> heard = new CopyOnWriteArrayList<>();
        var seen = new ArrayList<String>();
        McpSyncClient client = connect(uri, heard);
        seen.add(client.getServerInfo().toString());
        seen.add(client.listTools().toString());
        seen.add(client.listPrompts().toString());
        seen.add(client.listResources().toString());
        seen.add(call(client, "get-forecast", Map.of("city", "São Paulo", "days", 2)));
        seen.add(call(client, "get-forecast", Map.of("city", "ä€😀".repeat(25_000))));
        seen.add(call(client, "plan-trip", Map.of("city", "Oslo", "days", 3)));
        seen.add(call(client, "book-trip", Map.of("city", "Oslo")));
        seen.add(call(client, "count-calls", Map.of()));
        seen.add(client.readResource(McpSchema.ReadResourceRequest.builder("weather://cities/Oslo")
                        .build())
                .toString());
        Awaiting.until(Proxied.BOUND, () -> assertThat(heard).hasSizeGreaterThanOrEqualTo(5));
        // The SDK hands notifications over by several threads, so in any order.
        heard.stream().sorted().forEach(seen::add);
        assertThat(client.closeGracefully()).isTrue();
        return seen;
    }

    @ParameterizedTest
    @EnumSource
    void every_feature_is_the_same(Served by) throws Exception {
        List<String> direct;
        try (Server server = Server.start(by)) {
            direct = features(server.uri());
        }
        try (Server server = Server.start(by);
                var proxied = new Proxied(server.uri())) {
            assertThat(features(proxied.uri())).isEqualTo(direct).hasSizeGreaterThan(10);

            assertThat(proxied.traffic.toolCalls().all())
                    .hasSize(5)
                    .allMatch(each -> each.outcome() == Outcome.RESULT || each.outcome() == Outcome.TOOL_ERROR);
            assertThat(proxied.traffic.exchanges())
                    .extracting(Exchange::outcome)
                    .doesNotContain(Outcome.INVALID, Outcome.IN_FLIGHT, Outcome.SERVER_GONE, Outcome.CUT);
        }
    }

    @Test
    void what_the_server_says_by_itself_arrives() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                var proxied = new Proxied(weather.uri())) {
            McpSyncClient client = connect(proxied.uri(), heard);
            var edition = new AtomicInteger();
            // The client opens its stream in its own time, so the server may have to say it again.
            Awaiting.until(Proxied.BOUND, () -> {
                weather.changeEdition(1 + edition.incrementAndGet() % 2);
                assertThat(heard).contains("tools changed");
            });
            client.closeGracefully();
        }
    }

    @Test
    void thirty_concurrent_clients_are_served() throws Exception {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try (WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
                var proxied = new Proxied(weather.uri())) {
            List<Callable<String>> clients = IntStream.range(0, CLIENTS)
                    .<Callable<String>>mapToObj(i -> () -> {
                        McpSyncClient client = connect(proxied.uri(), new CopyOnWriteArrayList<>());
                        String booked = call(client, "book-trip", Map.of("city", "Oslo"));
                        client.closeGracefully();
                        return booked;
                    })
                    .toList();
            for (var client : threads.invokeAll(clients)) {
                assertThat(client.get()).contains("booked");
            }
            assertThat(weather.executedCalls()).containsEntry("book-trip", CLIENTS);
            assertThat(proxied.traffic.toolCalls().executed()).isEqualTo(CLIENTS);
        } finally {
            threads.shutdownNow();
        }
    }
}
