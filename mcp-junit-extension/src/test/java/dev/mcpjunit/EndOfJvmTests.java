/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.IgnoresSigterm;
import dev.mcpjunit.fixtures.broken.LeavesGrandchild;
import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Docker;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.testkit.Weather;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What is left when the JVM of the tests ends, by itself or by force. */
class EndOfJvmTests {

    /** It takes two seconds, also on a busy machine. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private static final String GUARD = "guard: ";

    private static Process runInJvmOfItsOwn(Class<?> testCase, String mark) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Runner.class.getName(),
                        testCase.getName())
                .redirectErrorStream(true);
        builder.environment().put(LeftoverResources.MARK, mark);
        return builder.start();
    }

    private static void awaitHanging(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals("hanging")) {
            line = lines.readLine();
        }
        assertThat(line).isEqualTo("hanging");
    }

    /** The servers of several test cases. */
    abstract static class Sources {

        static ServerSpec stdio() {
            return Weather.stdio();
        }

        static ServerSpec http() {
            return Weather.http();
        }

        static ServerSpec stubborn() {
            return Fixture.stdio(IgnoresSigterm.class).build();
        }

        static ServerSpec parent() {
            return Fixture.stdio(LeavesGrandchild.class).build();
        }
    }

    /** Runs a class and returns: the JVM ends when no thread keeps it. */
    static final class Runner {

        private Runner() {}

        public static void main(String[] arguments) {
            var summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(arguments[0]))
                                    .build(),
                            summary);
            summary.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains("mcp-junit-guard"))
                    .forEach(guard -> System.out.println(GUARD + guard.pid()));
            System.out.println("succeeded: " + summary.getSummary().getTestsSucceededCount());
        }
    }

    @Test
    void no_thread_keeps_the_jvm_from_ending() throws Exception {
        String mark = UUID.randomUUID().toString();
        Process jvm = runInJvmOfItsOwn(EverythingTestCase.class, mark);
        try {
            jvm.getOutputStream().close();
            String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);

            assertThat(said).endsWith("succeeded: 1" + System.lineSeparator());
            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        assertThat(LeftoverResources.processes(mark)).isEmpty();
    }

    /** The JVM waits for a guard that is still at work, which would make each run of tests longer. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void the_guard_ends_before_a_jvm_that_left_nothing() throws Exception {
        Process jvm =
                runInJvmOfItsOwn(EverythingTestCase.class, UUID.randomUUID().toString());
        try {
            jvm.getOutputStream().close();
            String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);

            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines().filter(line -> line.startsWith(GUARD)))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(ProcessHandle.of(Long.parseLong(line.substring(GUARD.length()))))
                            .isEmpty());
        } finally {
            jvm.destroyForcibly();
        }
    }

    @McpServer(name = "inside", inProcess = Weather.InProcess.class, startupTimeout = "2 m")
    @McpServer(name = "sdk", inProcess = SdkWeatherServer.class, startupTimeout = "2 m")
    @McpServer(name = "stdio", source = "stdio")
    @McpServer(name = "http", source = "http")
    @McpServer(name = "stubborn", source = "stubborn")
    @McpServer(name = "parent", source = "parent")
    static class EverythingTestCase extends Sources {

        @Test
        void works(
                @ForServer("inside") McpSyncClient one,
                @ForServer("sdk") McpAsyncClient two,
                @ForServer("stdio") McpSyncClient three,
                @ForServer("http") McpConnection four) {
            assertThat(List.of(one, two, three, four)).doesNotContainNull();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows ends a process without asking it")
    void a_terminated_jvm_takes_its_servers_with_it() throws Exception {
        String mark = UUID.randomUUID().toString();
        Process jvm = runInJvmOfItsOwn(HangingTestCase.class, mark);
        try (var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8))) {
            awaitHanging(lines);
            // The JVM itself, three servers, and a grandchild.
            assertThat(LeftoverResources.processes(mark)).hasSizeGreaterThanOrEqualTo(5);
            jvm.destroy();

            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
            Awaiting.until(Duration.ofSeconds(5), () -> assertThat(LeftoverResources.processes(mark))
                    .isEmpty());
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Two containers, two commands behind faults, a command that ignores signals, and one that starts others. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @EnabledIf("dev.mcpjunit.testkit.Docker#isAvailable")
    void no_container_and_no_bridge_is_left_of_a_jvm_that_was_killed() throws Exception {
        String mark = UUID.randomUUID().toString();
        Process jvm = runInJvmOfItsOwn(ContainersAndBridgesTestCase.class, mark);
        try (var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8))) {
            awaitHanging(lines);
            // The JVM, four commands, a child of one of them, and the command that is attached to a container.
            assertThat(LeftoverResources.processes(mark)).hasSizeGreaterThanOrEqualTo(7);
            assertThat(Docker.containersOfAnyJvm(mark)).hasSizeGreaterThanOrEqualTo(2);
            jvm.destroyForcibly();

            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
            Awaiting.until(AFTER_KILL, () -> assertThat(LeftoverResources.processes(mark))
                    .isEmpty());
            Awaiting.until(AFTER_KILL, () -> assertThat(Docker.containersOfAnyJvm(mark))
                    .isEmpty());
        } finally {
            jvm.destroyForcibly();
        }
    }

    @McpServer(name = "image", source = "image")
    @McpServer(name = "image-stdio", source = "stdioImage")
    @McpServer(name = "stubborn", source = "stubborn")
    @McpServer(name = "parent", source = "parent")
    @McpServer(name = "http", source = "http")
    @McpServer(name = "stdio", source = "stdio")
    static class ContainersAndBridgesTestCase extends Sources {

        private static Path context() {
            return Docker.weatherContext(System.getenv(LeftoverResources.MARK));
        }

        static ServerSpec image() {
            return ServerSpec.dockerfile(context()).build();
        }

        static ServerSpec stdioImage() {
            return ServerSpec.dockerfile(context())
                    .transport(Transport.STDIO)
                    .args(List.of("stdio"))
                    .build();
        }

        @Test
        void hangs(
                @ForServer("http") FaultInjector http,
                @ForServer("http") McpConnection overHttp,
                @ForServer("stdio") FaultInjector stdio,
                @ForServer("stdio") McpConnection bridged,
                @ForServer("image-stdio") McpConnection container,
                @ForServer("parent") McpConnection parent) {
            Weather.assertForecasts(overHttp);
            Weather.assertForecasts(bridged);
            Weather.assertForecasts(container);
            System.out.println("hanging");
            parent.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000));
        }
    }

    /** No hook runs then: a guard outside of the JVM has to see its end. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nothing_is_left_of_a_jvm_with_six_servers_that_was_killed() throws Exception {
        String mark = UUID.randomUUID().toString();
        Process jvm = runInJvmOfItsOwn(SixServersTestCase.class, mark);
        try (var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8))) {
            awaitHanging(lines);
            assertThat(LeftoverResources.processes(mark)).hasSizeGreaterThanOrEqualTo(8);
            assertThat(hidden()).hasSize(1);
            jvm.destroyForcibly();

            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
            Awaiting.until(AFTER_KILL, () -> assertThat(LeftoverResources.processes(mark))
                    .isEmpty());
            assertThat(hidden()).isEmpty();
        } finally {
            jvm.destroyForcibly();
        }
    }

    @McpServer(name = "stubborn", source = "stubborn")
    @McpServer(name = "parent", source = "parent")
    @McpServer(name = "http", source = "http")
    static class HangingTestCase extends Sources {

        @Test
        void hangs(@ForServer("parent") McpConnection parent) {
            System.out.println("hanging");
            parent.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000));
        }
    }

    /** A number that no other process has among its words. */
    private static final String HIDDEN_SECONDS = "733577";

    private static List<ProcessHandle> hidden() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.endsWith("sleep " + HIDDEN_SECONDS))
                        .isPresent())
                .toList();
    }

    @McpServer(name = "stubborn", source = "stubborn")
    @McpServer(name = "parent", source = "parent")
    @McpServer(name = "http", source = "http")
    @McpServer(name = "stdio", source = "stdio")
    @McpServer(name = "hider", source = "hider")
    @McpServer(name = "inside", inProcess = Weather.InProcess.class)
    static class SixServersTestCase extends Sources {

        /** Its daemon has neither the environment, nor the session, nor the streams of its parent. */
        static ServerSpec hider() {
            String hides = "( env -i setsid sleep " + HIDDEN_SECONDS + " </dev/null >/dev/null 2>&1 & ); exec \"$@\"";
            var command = new ArrayList<>(List.of("sh", "-c", hides, "sh"));
            command.addAll(FixtureCommand.command(LeavesGrandchild.class));
            return ServerSpec.command(command.toArray(String[]::new)).build();
        }

        @Test
        void hangs(@ForServer("parent") McpConnection parent) {
            System.out.println("hanging");
            parent.callTool("slow-forecast", Map.of("city", "Oslo", "millis", 60_000));
        }
    }
}
