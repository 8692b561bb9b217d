/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import io.modelcontextprotocol.client.McpSyncClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test can do to a server that is a process. */
class RunningServerTests {

    enum Via {
        HTTP,
        STDIO;

        ServerHandle start() {
            return new ServerHandle(spec());
        }

        private ServerSpec spec() {
            return this == HTTP ? Weather.http() : Weather.stdio();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signal that freezes a process")
    void a_frozen_server_answers_nothing_until_it_goes_on(Via via) {
        try (ServerHandle handle = via.start()) {
            McpConnection connection = handle.connection();
            handle.server().pause();
            Throwable frozen =
                    catchThrowable(() -> connection.request("ping", JsonObject.EMPTY, Duration.ofMillis(300)));
            handle.server().resume();

            assertThat(frozen).isInstanceOf(McpTimeoutException.class);
            assertThat(connection.request("ping", JsonObject.EMPTY)).isEqualTo(JsonObject.EMPTY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_killed_server_is_reported_to_who_waits(Via via) throws Exception {
        try (ServerHandle handle = via.start()) {
            McpConnection connection = handle.connection();
            RunningServer server = handle.server();
            var waiting = CompletableFuture.supplyAsync(() -> catchThrowable(
                    () -> connection.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000))));
            server.kill();

            assertThat(waiting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ServerDiedException.class)
                    .hasMessageContaining("Exit code 137 (signal 9)");
            assertThat(server.isAlive()).isFalse();
            assertThat(server.exitCode()).hasValue(137);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "HTTP")
    void a_restarted_server_is_there_again_and_has_forgotten_the_session(Via via) {
        try (ServerHandle handle = via.start()) {
            McpConnection before = handle.connection();
            RunningServer server = handle.awaitedServer();
            server.restart();

            assertThat(server.isAlive()).isTrue();
            try (var again = new ServerHandle(
                    ServerSpec.endpoint(server.endpoint()).name("again").build())) {
                assertThat(again.connection().callTool("count-calls").text()).contains("{}");
            }
            assertThatThrownBy(() -> before.request("ping", JsonObject.EMPTY)).hasMessageContaining("HTTP 404");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "STDIO")
    void what_cannot_be_restarted_says_so(Via via) {
        try (ServerHandle handle = via.start()) {
            RunningServer server = handle.server();

            assertThatThrownBy(server::restart)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Server 'weather' cannot be restarted: on standard input and output each connection"
                            + " starts a process of its own. Use scope = METHOD for a fresh one in each test.");
        }
    }

    @Test
    void the_next_test_is_connected_to_the_server_that_was_restarted() {
        Run.of(RestartingTestCase.class).allSucceeded(2);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class RestartingTestCase {

        @Test
        void a_restarts(RunningServer server, McpConnection weather, McpSyncClient sdk) {
            server.restart();

            assertThatThrownBy(() -> weather.callTool("count-calls")).isInstanceOf(McpException.class);
            assertThatThrownBy(sdk::ping).isNotNull();
        }

        @Test
        void b_goes_on(McpConnection weather, McpSyncClient sdk) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
            assertThat(sdk.listTools().tools()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_has_no_network_of_its_own_cannot_be_disconnected(Via via) {
        try (ServerHandle handle = via.start()) {
            RunningServer server = handle.server();

            assertThatThrownBy(server::disconnect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Server 'weather' is not reached over a container's network, so it cannot be taken off it."
                                    + " Run it from an image that listens on HTTP, or let a fault cut its connections.");
            assertThatThrownBy(server::reconnect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Server 'weather' is not reached over a container's network, so it cannot be put back on it.");
        }
    }
}
