/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Docker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

@EnabledIf(value = "dev.mcpjunit.testkit.Docker#isAvailable", disabledReason = "Docker is not available")
class ContainerServerTests {

    private static Path context;

    @BeforeAll
    static void writeContext() {
        context = Docker.weatherContext("weather-image");
    }

    private static ServerSpecBuilder weather() {
        return ServerSpec.dockerfile(context).name("weather");
    }

    private static ServerSpecBuilder shell(String script) {
        return ServerSpec.image("eclipse-temurin:17-jre").name("shell").args(List.of("sh", "-c", script));
    }

    private static boolean isGone(String containerId) {
        return Docker.containers().stream()
                .noneMatch(container -> container.getId().equals(containerId));
    }

    @Test
    void an_image_that_exposes_a_port_is_spoken_to_by_http() {
        try (var handle = new ServerHandle(weather().build())) {
            assertThat(handle.connection()
                            .callTool("get-forecast", Map.of("city", "Tromsø"))
                            .text())
                    .contains("Tromsø");
            assertThat(handle.server().endpoint()).isInstanceOf(McpEndpoint.Http.class);
            assertThat(handle.server().log()).anyMatch(line -> line.contains("listening on"));
            assertThat(handle.server().isAlive()).isTrue();
            assertThat(handle.server().exitCode()).isEmpty();
        }
    }

    @Test
    void an_image_can_be_spoken_to_on_its_standard_input_and_output() {
        try (var handle = new ServerHandle(weather()
                .transport(Transport.STDIO)
                .args(List.of("stdio"))
                .env("WEATHER_EDITION", "2")
                .build())) {
            var endpoint = (McpEndpoint.Stdio) handle.server().endpoint();

            assertThat(handle.connection()
                            .callTool("get-forecast", Map.of("city", "Tromsø"))
                            .text())
                    .contains("unit");
            assertThat(endpoint.command())
                    .startsWith("docker", "run", "-i", "--rm", "--init")
                    .contains("-e", "WEATHER_EDITION");
            assertThat(endpoint.command()).doesNotContain("WEATHER_EDITION=2");
        }
    }

    @Test
    void closing_removes_the_containers_of_both_kinds() {
        Path own = Docker.weatherContext("closing-image");
        var http = new ServerHandle(ServerSpec.dockerfile(own).build());
        var stdio = new ServerHandle(ServerSpec.dockerfile(own)
                .transport(Transport.STDIO)
                .args(List.of("stdio"))
                .build());
        http.connection();
        stdio.connection();
        assertThat(Docker.containers("closing-image")).hasSize(2);
        http.close();
        stdio.close();

        assertThat(Docker.containers("closing-image")).isEmpty();
    }

    @Test
    void a_frozen_container_answers_nothing_until_it_goes_on() {
        try (var handle = new ServerHandle(weather().build())) {
            handle.connection();
            handle.server().pause();
            assertThat(catchThrowable(
                            () -> handle.connection().request("ping", JsonObject.EMPTY, Duration.ofMillis(300))))
                    .isInstanceOf(McpTimeoutException.class);
            handle.awaitedServer().resume();

            assertThat(handle.connection().request("ping", JsonObject.EMPTY)).isEqualTo(JsonObject.EMPTY);
        }
    }

    @Test
    void a_disconnected_container_is_out_of_reach_until_it_is_connected_again() {
        try (var handle = new ServerHandle(weather().build())) {
            McpConnection connection = handle.connection();
            RunningServer server = handle.awaitedServer();
            server.disconnect();
            assertThat(catchThrowable(() -> connection.request("ping", JsonObject.EMPTY, Duration.ofSeconds(2))))
                    .isInstanceOf(McpException.class);
            assertThat(server.isAlive()).isTrue();
            server.reconnect();
            server.reconnect();

            // Docker may have given it another port, so clients have to ask for the endpoint again. The first call
            // counts.
            var again = ServerSpec.endpoint(server.endpoint()).name("again").build();
            try (var other = new ServerHandle(again)) {
                assertThat(other.connection().callTool("count-calls").isError()).isFalse();
            }
        }
    }

    @Test
    void a_killed_container_is_reported_with_its_exit_code_and_last_lines() throws Exception {
        try (var handle = new ServerHandle(weather().build())) {
            StartedServer server = handle.server();
            server.kill();
            server.end().get(10, TimeUnit.SECONDS);

            assertThat(server.isAlive()).isFalse();
            assertThat(server.exitCode()).hasValue(137);
            assertThatThrownBy(() -> handle.connection().request("ping", JsonObject.EMPTY))
                    .isInstanceOf(ServerDiedException.class)
                    .hasMessageContaining("The container of server 'weather' has ended with exit code 137.")
                    .hasMessageContaining("listening on");
        }
    }

    @Test
    void a_restarted_container_answers_the_next_call() {
        try (var handle = new ServerHandle(weather().build())) {
            RunningServer server = handle.awaitedServer();
            for (int round = 0; round < 3; round++) {
                server.restart();

                assertThat(server.isAlive()).isTrue();
                var again = ServerSpec.endpoint(server.endpoint()).name("again").build();
                try (var other = new ServerHandle(again)) {
                    assertThat(other.connection().callTool("count-calls").isError())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_container_that_dies_at_its_start_is_reported_immediately_with_its_last_lines() {
        var spec = shell("echo 'no config' >&2; exit 3").port(8080).build();

        assertThatThrownBy(() -> new ServerHandle(spec).connection())
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no config");
    }

    @Test
    void a_container_that_has_ended_before_its_port_was_asked_for_is_reported_with_its_last_lines() {
        try (GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse("eclipse-temurin:17-jre")).withExposedPorts(8080)) {
            container.withCommand("sh", "-c", "echo 'no config' >&2; read forever");
            container.withCreateContainerCmdModifier(
                    command -> command.withTty(true).withStdinOpen(true));
            container.waitingFor(Wait.forLogMessage(".*no config.*", 1)).start();
            var server = ContainerServer.running(shell("").build(), container, 8080);
            server.kill();
            Awaiting.until(Duration.ofSeconds(30), () -> assertThat(container.isRunning())
                    .isFalse());

            assertThatThrownBy(server::endpoint)
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("has ended with exit code 137")
                    .hasMessageContaining("no config");
            server.close();
        }
    }

    @Test
    void a_container_that_never_listens_is_given_up_at_its_time_out() {
        var spec = shell("echo waiting; sleep 100")
                .port(8080)
                .startupTimeout(Duration.ofSeconds(1))
                .build();

        assertThatThrownBy(() -> new ServerHandle(spec).connection())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("Server 'shell' did not become ready within its startupTimeout of 1 s.");
        assertThat(Docker.containers())
                .noneMatch(container -> container.getCommand().contains("echo waiting"));
    }

    @Test
    void a_missing_image_is_told_with_what_to_do() {
        var spec = ServerSpec.image("mcp-junit/no-such-image:1").build();

        assertThatThrownBy(() -> new ServerHandle(spec).connection())
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith(
                        "Server 'no-such-image': image mcp-junit/no-such-image:1 is missing and cannot be pulled: ")
                .hasMessageEndingWith(". Check its name and tag, and that you are logged in to its registry.");
    }

    /** A registry that takes the connection and says nothing. */
    @Test
    void a_silent_registry_is_given_up_after_the_startup_timeout() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String image = "localhost:" + silent.getLocalPort() + "/weather:1";
            var spec = ServerSpec.image(image)
                    .name("weather")
                    .startupTimeout(Duration.ofSeconds(2))
                    .build();
            var begun = Instant.now();

            assertThatThrownBy(() -> new ServerHandle(spec).connection())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage(
                            "Server 'weather': image " + image + " is missing, and its registry sent nothing for 2 s"
                                    + " (startupTimeout). Check the network and the name of the image, or pull it before the"
                                    + " test: docker pull " + image);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void a_missing_or_broken_dockerfile_is_told() {
        assertThatThrownBy(() -> new ServerHandle(
                                ServerSpec.dockerfile(Path.of("target/nothing")).build())
                        .connection())
                .hasMessage("Server 'nothing': there is no Dockerfile at "
                        + Path.of("target/nothing/Dockerfile").toAbsolutePath());
        Path broken = Docker.imageContext("broken-image", "FROM eclipse-temurin:17-jre", "RUN exit 7");
        assertThatThrownBy(() -> new ServerHandle(ServerSpec.dockerfile(broken).build()).connection())
                .hasMessageStartingWith("Server 'broken-image': the image of ")
                .hasMessageContaining("cannot be built: ")
                .hasMessageContaining("7");
    }

    @Test
    void the_port_has_to_be_clear() {
        Path two = Docker.imageContext("two-ports", "FROM eclipse-temurin:17-jre", "EXPOSE 80", "EXPOSE 81");
        assertThatThrownBy(() -> new ServerHandle(ServerSpec.dockerfile(two).build()).connection())
                .hasMessageContaining("exposes the ports [80, 81]. Say which one is meant: port = …");
        assertThatThrownBy(() -> new ServerHandle(shell("sleep 100")
                                .transport(Transport.STREAMABLE_HTTP)
                                .build())
                        .connection())
                .hasMessageContaining(
                        "exposes no port. Say which one is meant: port = …, or transport = STDIO if it speaks on"
                                + " standard input and output");
    }

    @Test
    void a_container_of_the_users_own_is_started_and_stopped_unless_it_runs_already() {
        try (var handle = new ServerHandle(weather().build())) {
            handle.connection();
            String image = Docker.containers().stream()
                    .map(container -> container.getImage())
                    .filter(name -> name.contains("mcp-junit/weather"))
                    .findFirst()
                    .orElseThrow();
            var container = new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(8080);
            try (var own = new ServerHandle(ServerSpec.container(container).build())) {
                assertThat(own.connection().server().name()).isEqualTo("weather");
            }
            assertThat(container.isRunning()).isFalse();

            container.start();
            String id = container.getContainerId();
            try (var foreign = new ServerHandle(ServerSpec.container(container).build())) {
                assertThat(foreign.connection().server().name()).isEqualTo("weather");
                assertThat(foreign.server().log()).anyMatch(line -> line.contains("listening on"));
            }
            assertThat(container.isRunning()).isTrue();
            container.stop();
            assertThat(isGone(id)).isTrue();
        }
    }

    @Test
    void what_is_no_container_is_told() {
        assertThatThrownBy(
                        () -> new ServerHandle(ServerSpec.container("weather").build()).connection())
                .isInstanceOf(McpException.class)
                .hasMessage("Server 'server': java.lang.String is no Testcontainers GenericContainer");
    }
}
