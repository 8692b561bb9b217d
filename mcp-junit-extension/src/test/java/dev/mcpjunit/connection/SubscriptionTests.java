/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications that a server sends by itself. */
class SubscriptionTests {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String CHANGED = "notifications/tools/list_changed";

    private static final JsonObject TOOLS =
            JsonObject.builder().put("toolsListChanged", true).build();

    @ParameterizedTest
    @EnumSource
    void changes_are_told_on_http_in_every_era(ServedEra era) {
        try (var server = WeatherServer.http(WeatherOptions.standard().withEra(era));
                var weather = new ServerHandle(
                        ServerSpec.url(server.uri()).name("weather").build())) {
            McpConnection connection = weather.connection();
            try (Subscription subscription = connection.listen()) {
                assertThat(subscription.accepted()).isEqualTo(era == ServedEra.LEGACY ? JsonObject.EMPTY : TOOLS);

                server.changeEdition(2);

                Awaiting.until(BOUND, () -> assertThat(connection.notifications())
                        .extracting(message -> message.string("method").orElse(""))
                        .contains(CHANGED));
            }
            assertThat(connection.findings()).isEmpty();
        }
    }

    @Test
    void on_http_the_end_of_the_stream_ends_the_subscription() {
        try (var weather = new ServerHandle(ServerSpec.inProcess(Weather.ModernInProcess.class)
                        .name("weather")
                        .build());
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            connection.listen().close();

            Awaiting.until(BOUND, () -> assertThat(wire.traffic().exchanges())
                    .filteredOn(each -> each.method().equals("subscriptions/listen"))
                    .singleElement()
                    .returns(Outcome.CLIENT_GONE, each -> each.outcome()));
            assertThat(wire.traffic().exchanges())
                    .extracting(each -> each.method())
                    .doesNotContain("notifications/cancelled");
            assertThat(connection.listTools()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"modern", "dual"})
    void on_stdio_a_cancellation_ends_the_subscription(String era) {
        try (var weather = new ServerHandle(Weather.stdio("--era", era));
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            Subscription subscription = connection.listen();
            assertThat(subscription.accepted()).isEqualTo(TOOLS);
            subscription.close();

            Awaiting.until(BOUND, () -> {
                var cancelled = wire.traffic().exchanges().stream()
                        .filter(each -> each.method().equals("notifications/cancelled"))
                        .toList();
                assertThat(cancelled).hasSize(1);
                var listening = wire.traffic().exchanges().stream()
                        .filter(each -> each.method().equals("subscriptions/listen"))
                        .findFirst();
                assertThat(cancelled.get(0).params().get("requestId"))
                        .isEqualTo(listening.flatMap(each -> each.id()).orElseThrow());
            });
            assertThat(connection.listTools()).isNotEmpty();
        }
    }

    private static final String DISCOVERED = "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
            + "\"capabilities\":{\"tools\":{\"listChanged\":true}},\"ttlMs\":0,\"cacheScope\":\"private\"}";

    @Test
    void a_server_that_answers_and_does_not_acknowledge_is_told_of() {
        try (var server = new CannedServer(
                        request -> CannedServer.result(request.has("id") && isDiscovery(request) ? DISCOVERED : "{}"));
                var weather = new ServerHandle(
                        ServerSpec.url(server.uri()).name("weather").build())) {
            McpConnection connection = weather.connection();

            assertThatThrownBy(connection::listen)
                    .hasMessage("Server 'weather' answered subscriptions/listen without"
                            + " notifications/subscriptions/acknowledged before it.");
            assertThat(server.requests().get(1).at("/params/notifications")).contains(Json.parse(TOOLS.toString()));
        }
    }

    @Test
    void what_is_heard_of_resources_is_what_was_asked_for() {
        try (var server = new CannedServer(request -> isDiscovery(request)
                        ? CannedServer.result(DISCOVERED)
                        : CannedServer.error(404, "{\"code\":-32601}"));
                var weather = new ServerHandle(
                        ServerSpec.url(server.uri()).name("weather").build())) {
            McpConnection connection = weather.connection();

            assertThatThrownBy(() -> connection.listen("weather://oslo")).hasMessageContaining("-32601");
            assertThat(server.requests().get(1).at("/params/notifications/resourceSubscriptions/0"))
                    .contains(JsonValue.of("weather://oslo"));
        }
    }

    private static boolean isDiscovery(JsonObject request) {
        return request.string("method").filter("server/discover"::equals).isPresent();
    }
}
