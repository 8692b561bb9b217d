/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.breaker.ManualClock;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.FixtureImage;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.traffic.Traffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers get while the first server is down. The second one runs in a container. */
@McpServer(name = "weather", inProcess = Weather.class)
@McpServer(name = "almanac", source = "almanac")
class FallbackTests {

    private static final ToolCall BOOKING = ToolCall.doingOnce("book-trip", Map.of("city", "Oslo"));
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ResilientMcpClient client;

    static ServerSpec almanac() {
        Path context = FixtureImage.context(
                Path.of("target", "almanac-image"), WeatherServer.class, "http", "--host", "0.0.0.0", "--port", "8080");
        return ServerSpec.dockerfile(context).build();
    }

    @BeforeEach
    void connect(McpEndpoints servers) {
        client = ResilientMcpClient.of("weather", Weather.uri(servers.named("weather")))
                .fallback("almanac", Weather.uri(servers.named("almanac")))
                // Nothing here waits for the limit; a busy machine shall not reach it.
                .policy(Weather.POLICY
                        .withTimes(Duration.ofSeconds(10), Duration.ofSeconds(60))
                        .withBreaker(3, WINDOW, 1))
                .clock(clock)
                .meters(meters)
                .customizing(Weather::confirming)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theFallbackRestsWhileAllIsWell(Traffic traffic) {
        Answer answer = client.call(Weather.FORECAST);

        assertThat(answer.isDegraded()).isFalse();
        assertThat(answer.server()).isEqualTo("weather");
        assertThat(traffic.toolCalls().toServer("almanac")).wereSent(0);
        assertThat(calls("ok")).isEqualTo(1);
    }

    @Test
    void theFallbackAnswersAndTheAnswerSaysSo(FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("get-forecast").toServer("weather")).cutBeforeServer(Cut.RESET);

        Answer answer = client.call(Weather.FORECAST);

        assertThat(answer.server()).isEqualTo("almanac");
        assertThat(answer.degraded().orElseThrow()).startsWith("Server 'weather' did not carry out get-forecast: ");
        assertThat(traffic.toolCalls().toServer("weather")).wereSent(3).reachedServer(0);
        assertThat(traffic.toolCalls().toServer("almanac")).wereExecuted(1);
        assertThat(calls("degraded")).isEqualTo(1);
        assertThat(meters.counter("mcp.client.retries", "server", "weather", "tool", "get-forecast")
                        .count())
                .isEqualTo(2);
    }

    // tag::recovery[]
    @Test
    void theFirstServerIsAskedAgainWhenItsTimeIsOver(FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("get-forecast").toServer("weather").first(3)).status(503);
        client.call(Weather.FORECAST); // three attempts, and the breaker is open

        assertThat(client.call(Weather.FORECAST).isDegraded()).isTrue();
        assertThat(traffic.toolCalls().toServer("weather")).wereSent(3);
        assertThat(state()).isEqualTo("open");

        clock.advance(WINDOW.plusSeconds(1));

        assertThat(client.call(Weather.FORECAST).isDegraded()).isFalse();
        assertThat(traffic.toolCalls().toServer("weather")).wereSent(4).wereExecuted(1);
        assertThat(state()).isEqualTo("closed");
    }
    // end::recovery[]

    @Test
    void whenBothAreDownTheCallerHearsOfBoth(FaultInjector faults) {
        faults.on(toolCall("get-forecast")).status(503);

        assertThatThrownBy(() -> client.call(Weather.FORECAST))
                .hasMessageStartingWith("Server 'almanac' did not carry out get-forecast: ")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("Server 'weather' did not carry out get-forecast: "));
        assertThat(calls("failed")).isEqualTo(1);
    }

    @Test
    void whatMayHaveBeenDoneIsNotDoneElsewhere(FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("book-trip").toServer("weather").first()).loseResponse();

        assertThatThrownBy(() -> client.call(BOOKING))
                .isInstanceOfSatisfying(ToolCallException.class, failure -> assertThat(failure.progress())
                        .isEqualTo(ToolCallException.Progress.UNKNOWN));
        assertThat(traffic.toolCalls("book-trip")).wereSent(1).wereExecuted(1);
        assertThat(calls("failed")).isEqualTo(1);
    }

    @Test
    void whatWasNotSentMayBeDoneElsewhere(FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("get-forecast").toServer("weather").first(3)).status(503);
        client.call(Weather.FORECAST);

        assertThat(client.call(BOOKING).server()).isEqualTo("almanac");
        assertThat(traffic.toolCalls("book-trip").toServer("weather")).wereSent(0);
        assertThat(traffic.toolCalls("book-trip").toServer("almanac")).wereExecuted(1);
    }

    @Test
    void whatHasAKeyIsRepeatedWithIt(FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("book-trip").toServer("weather").first()).loseResponse();

        Answer answer = client.call(ToolCall.doingByKey("book-trip", Map.of("city", "Oslo")));

        assertThat(answer.isDegraded()).isFalse();
        assertThat(traffic.toolCalls("book-trip")).wereRetried(1).haveTheSameIdempotencyKey();
    }

    @Test
    void mistakesAreNotRepeatedAnywhere(FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("get-forecast").toServer("weather").first()).rpcError(-32602, "Invalid arguments");

        assertThatThrownBy(() -> client.call(Weather.FORECAST)).hasMessageContaining("Invalid arguments");
        assertThat(traffic.toolCalls()).wereSent(1);
        assertThat(state()).isEqualTo("closed");
    }

    private long calls(String outcome) {
        return meters.get("mcp.client.calls").tag("outcome", outcome).timer().count();
    }

    private String state() {
        return meters.get("resilience4j.circuitbreaker.state").tag("name", "weather").gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> gauge.getId().getTag("state"))
                .findFirst()
                .orElseThrow();
    }
}
