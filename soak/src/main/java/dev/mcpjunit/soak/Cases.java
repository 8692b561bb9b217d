/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.soak;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.ForServer;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.Scope;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.fixtures.FixtureImage;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.traffic.Traffic;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Test classes for {@link Lifecycles}, one for each kind of server and each way in which a class can end. */
final class Cases {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private Cases() {}

    private static void succeeds(McpConnection connection) {
        if (connection.callTool("get-forecast", OSLO).isError()) {
            throw new AssertionError("get-forecast failed");
        }
    }

    /** The first call fails because of a fault. */
    private static void callTwice(McpConnection connection, Traffic traffic) {
        try {
            succeeds(connection);
        } catch (RuntimeException fault) {
            succeeds(connection);
        }
        if (traffic.toolCalls("get-forecast").count() != 2) {
            throw new AssertionError("no fault happened");
        }
    }

    static final class InThisJvm implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @McpServer(
            name = "command",
            command = {"${java}", "-XX:TieredStopAtLevel=1", "-cp", "${classpath}", "${main}", "stdio"})
    @PinnedSchema
    static class CommandCase {
        @Test
        void works(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(
            name = "bridge",
            command = {"${java}", "-XX:TieredStopAtLevel=1", "-cp", "${classpath}", "${main}", "stdio"})
    static class CommandBehindFaultsCase {
        @Test
        @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.RPC_ERROR)
        void failsOnce(McpConnection connection, Traffic traffic) {
            callTwice(connection, traffic);
        }
    }

    @McpServer(
            name = "killed",
            command = {"${java}", "-XX:TieredStopAtLevel=1", "-cp", "${classpath}", "${main}", "stdio"})
    static class KilledCommandCase {
        @Test
        void isKilled(McpConnection connection, RunningServer server) {
            succeeds(connection);
            server.kill();
        }
    }

    @McpServer(
            name = "http-command",
            transport = Transport.STREAMABLE_HTTP,
            env = "PORT=${mcp.port}",
            command = {"${java}", "-XX:TieredStopAtLevel=1", "-cp", "${classpath}", "${main}", "http"})
    @PinnedSchema
    static class HttpCommandCase {
        @Test
        void restarts(McpConnection connection, RunningServer server) {
            succeeds(connection);
            server.restart();
            try {
                succeeds(connection);
            } catch (RuntimeException theSessionEnded) {
                succeeds(connection);
            }
        }
    }

    @McpServer(name = "in-process", inProcess = InThisJvm.class)
    @PinnedSchema
    static class InProcessCase {
        @RepeatedTest(3)
        void works(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(name = "per-test", inProcess = InThisJvm.class, scope = Scope.METHOD)
    static class PerTestCase {
        @RepeatedTest(3)
        void works(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(name = "replicas", inProcess = InThisJvm.class, replicas = 3)
    static class ReplicasCase {
        @Test
        void works(RunningServer server) {
            if (server.replicas().size() != 3) {
                throw new AssertionError("there are not three replicas");
            }
        }
    }

    @McpServer(name = "url", url = "${url}")
    @PinnedSchema
    static class UrlCase {
        @Test
        void works(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(name = "method", source = "server")
    static class SourceCase {
        static ServerSpec server() {
            return ServerSpec.inProcess(InThisJvm.class)
                    .requestTimeout(Duration.ofMillis(500))
                    .build();
        }

        @Test
        @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.LOSE_RESPONSE)
        void losesOneAnswer(McpConnection connection, Traffic traffic) {
            callTwice(connection, traffic);
        }

        @Test
        void keepsAnAnswerBack(McpConnection connection, FaultInjector faults) {
            faults.on(Selector.toolCall("get-forecast").first()).hang();
            try {
                succeeds(connection);
                throw new AssertionError("the answer came");
            } catch (RuntimeException timeout) {
                succeeds(connection);
            }
        }
    }

    @McpServer(name = "sdk", inProcess = InThisJvm.class)
    static class SdkClientsCase {
        @Test
        void lists(McpSyncClient sync, McpAsyncClient async) {
            if (sync.listTools().tools().isEmpty() || async.getServerInfo() == null) {
                throw new AssertionError("no tools");
            }
        }
    }

    @McpServer(name = "several-a", inProcess = InThisJvm.class)
    @McpServer(name = "several-b", url = "${url}")
    static class SeveralCase {
        @Test
        void work(@ForServer("several-a") McpConnection one, @ForServer("several-b") McpConnection other) {
            succeeds(one);
            succeeds(other);
        }
    }

    @McpServer(name = "image", source = "server")
    @PinnedSchema
    static class ContainerCase {
        static ServerSpec server() {
            return ServerSpec.dockerfile(imageContext()).build();
        }

        @Test
        void works(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(name = "image-stdio", source = "server")
    static class StdioContainerCase {
        static ServerSpec server() {
            return ServerSpec.dockerfile(imageContext())
                    .transport(Transport.STDIO)
                    .args(List.of("stdio"))
                    .build();
        }

        @Test
        void works(McpConnection connection) {
            succeeds(connection);
        }
    }

    static Path imageContext() {
        return FixtureImage.context(
                Path.of("weather-image"), WeatherServer.class, "http", "--host", "0.0.0.0", "--port", "8080");
    }

    /** For any main class of the fixtures; what the test gets depends on it. */
    @McpServer(
            name = "broken",
            command = {"${java}", "-XX:TieredStopAtLevel=1", "-cp", "${classpath}", "${main}", "stdio"},
            startupTimeout = "${startup:30 s}",
            requestTimeout = "${request:500 ms}")
    static class BrokenCommandCase {
        @Test
        void calls(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(
            name = "interrupted",
            command = {"${java}", "-XX:TieredStopAtLevel=1", "-cp", "${classpath}", "${main}", "stdio"})
    static class InterruptedCase {
        @Test
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void hangs(McpConnection connection) {
            succeeds(connection);
        }
    }

    @McpServer(name = "endpoint", url = "${url}", startupTimeout = "300 ms")
    static class BrokenEndpointCase {
        @Test
        void never() {}
    }

    @McpServer(name = "failing", inProcess = InThisJvm.class)
    static class FailingTestCase {
        @Test
        void fails(McpConnection connection, FaultInjector faults) {
            succeeds(connection);
            throw new AssertionError("on purpose");
        }
    }
}
