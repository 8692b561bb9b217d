/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** That servers give back their ports. Alone, because any other test may be given a port that has just become free. */
@Isolated
class FreePortsTests {

    @Test
    void the_ports_of_servers_are_free_again() {
        Run.of(PortsTestCase.class).allSucceeded(1);

        // Another process of this machine may be given one of them, for a moment.
        assertThat(PortsTestCase.PORTS)
                .hasSize(3)
                .allSatisfy(port -> Awaiting.until(Duration.ofSeconds(30), () -> bind(port)));
    }

    private static void bind(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    @McpServer(name = "inside", inProcess = Weather.InProcess.class)
    @McpServer(name = "sdk", inProcess = SdkWeatherServer.class)
    @McpServer(name = "process", source = "process")
    static class PortsTestCase {

        static final Queue<Integer> PORTS = new ConcurrentLinkedQueue<>();

        static ServerSpec process() {
            return Weather.http();
        }

        @Test
        void remembers(
                @ForServer("inside") McpEndpoint.Http inside,
                @ForServer("sdk") McpEndpoint.Http sdk,
                @ForServer("process") McpEndpoint.Http process) {
            List.of(inside, sdk, process).forEach(http -> PORTS.add(http.uri().getPort()));
        }
    }
}
