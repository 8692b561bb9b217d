/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Docker;
import dev.mcpjunit.testkit.StatelessClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.mcpjunit.testkit.Docker#isAvailable", disabledReason = "Docker is not available")
class ReplicatedContainersTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    @Test
    void replicas_of_an_image_take_turns_and_one_that_was_killed_is_left_out() throws Exception {
        ServerSpec two = ServerSpec.dockerfile(Docker.weatherContext("replicas-image"))
                .name("weather")
                .env("WEATHER_ERA", "dual")
                .replicas(2)
                .build();
        try (var server = new ServerHandle(two)) {
            RunningServer running = server.server();
            List<RunningServer> replicas = running.replicas();
            assertThat(Docker.containers("replicas-image")).hasSize(2);
            var client = new StatelessClient(running.endpoint());
            for (int call = 0; call < 4; call++) {
                client.call("get-forecast", OSLO);
            }
            for (RunningServer replica : replicas) {
                assertThat(new StatelessClient(replica.endpoint()).call("count-calls", Map.of()))
                        .contains("2")
                        .doesNotContain("3");
            }

            replicas.get(0).kill();
            Awaiting.until(
                    Duration.ofSeconds(30),
                    () -> assertThat(replicas.get(0).isAlive()).isFalse());
            client.call("get-forecast", OSLO);
            client.call("get-forecast", OSLO);

            assertThat(running.isAlive()).isTrue();
        }
        assertThat(Docker.containers("replicas-image")).isEmpty();
    }
}
