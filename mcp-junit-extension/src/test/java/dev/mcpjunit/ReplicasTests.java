/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.StatelessClient;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ReplicasTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static ServerHandle handle(ServerSpec spec) {
        return new ServerHandle(spec);
    }

    private static ServerSpec threeOf(Class<? extends McpServerFactory> factory) {
        return ServerSpec.inProcess(factory).name("weather").replicas(3).build();
    }

    private static String calls(RunningServer replica) throws IOException, InterruptedException {
        return new StatelessClient(replica.endpoint()).call("count-calls", Map.of());
    }

    @Test
    void each_request_goes_to_the_next_replica_for_every_client() throws Exception {
        try (var three = handle(threeOf(Weather.DualInProcess.class))) {
            List<RunningServer> replicas = three.server().replicas();
            var one = new StatelessClient(three.server().endpoint());
            var other = new StatelessClient(three.server().endpoint());
            for (int call = 0; call < 3; call++) {
                one.call("get-forecast", OSLO);
                other.call("get-forecast", OSLO);
            }

            assertThat(replicas).extracting(RunningServer::name).containsExactly("weather-1", "weather-2", "weather-3");
            assertThat(replicas).extracting(RunningServer::endpoint).doesNotHaveDuplicates();
            for (RunningServer replica : replicas) {
                assertThat(calls(replica)).contains("2").doesNotContain("3");
            }
        }
    }

    @Test
    void a_session_is_not_known_to_the_replica_that_is_next() {
        try (var three = handle(threeOf(Weather.InProcess.class))) {
            three.server();

            assertThatThrownBy(() -> three.connection().listTools()).hasMessageContaining("there is no such session");
        }
    }

    @Test
    void a_replica_that_has_ended_is_left_out() throws Exception {
        ServerSpec two = Fixture.stdio(WeatherServer.class, "http", "--era", "dual")
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .replicas(2)
                .build();
        try (var server = handle(two)) {
            RunningServer running = server.server();
            running.replicas().get(0).kill();
            Awaiting.until(
                    Duration.ofSeconds(30),
                    () -> assertThat(running.replicas().get(0).isAlive()).isFalse());
            var client = new StatelessClient(running.endpoint());
            for (int call = 0; call < 4; call++) {
                client.call("get-forecast", OSLO);
            }

            assertThat(running.isAlive()).isTrue();
            assertThat(calls(running.replicas().get(1))).contains("4");
            assertThat(running.log()).anyMatch(line -> line.startsWith("weather-2: weather: listening on http"));

            running.restart();
            assertThat(running.replicas()).allMatch(RunningServer::isAlive);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there the system shows the environment of processes")
    void all_replicas_are_stopped() {
        String mark = UUID.randomUUID().toString();
        ServerSpec three = Fixture.stdio(WeatherServer.class, "http")
                .transport(Transport.STREAMABLE_HTTP)
                .env("PORT", "${mcp.port}")
                .env(LeftoverResources.MARK, mark)
                .replicas(3)
                .build();
        var server = handle(three);
        server.server();
        assertThat(LeftoverResources.processes(mark)).hasSize(3);

        server.close();

        assertThat(LeftoverResources.processes(mark)).isEmpty();
    }

    @McpServer(inProcess = Weather.DualInProcess.class, name = "weather", replicas = 2)
    static class Injected {
        @Test
        void says_which_replicas_there_are(RunningServer weather, McpEndpoint.Http front) {
            assertThat(weather.replicas()).hasSize(2);
            assertThat(weather.endpoint()).isEqualTo(front);
        }
    }

    @Test
    void by_annotation() {
        Run.of(Injected.class).allSucceeded(1);
    }

    @Test
    void a_server_without_replicas_is_its_own() {
        try (var one = handle(
                ServerSpec.inProcess(Weather.InProcess.class).name("weather").build())) {
            assertThat(one.server().replicas()).containsExactly(one.server());
        }
    }

    private static void assertStartFails(ServerSpec spec, String message) {
        try (var server = handle(spec)) {
            assertThatThrownBy(server::server)
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void what_cannot_have_replicas_says_so() {
        assertStartFails(
                ServerSpec.url(URI.create("http://localhost:1/mcp"))
                        .name("weather")
                        .replicas(2)
                        .build(),
                "Server 'weather' is to have 2 replicas, but there is only the one endpoint http://localhost:1/mcp. Let"
                        + " the test start the server: by image, command or inProcess.");
        assertStartFails(
                Fixture.stdio(WeatherServer.class, "stdio").replicas(2).build(),
                "Server 'weather' is to have 2 replicas, but it speaks on standard input and output, where each client"
                        + " has a process of its own. If it listens on HTTP, say so: transport = STREAMABLE_HTTP.");
        assertStartFails(
                ServerSpec.command("weather")
                        .name("weather")
                        .transport(Transport.STREAMABLE_HTTP)
                        .port(8080)
                        .replicas(2)
                        .build(),
                "Server 'weather' is to have 2 replicas, which cannot all listen at port 8080. Leave out 'port' and tell"
                        + " the server ${mcp.port}.");
        assertThatThrownBy(() -> ServerSpec.command("weather").replicas(0).build())
                .hasMessage("replicas = 0 must be positive");
    }
}
