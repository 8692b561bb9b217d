/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.BrokenHttpServer;
import dev.mcpjunit.fixtures.broken.DiesAtStart;
import dev.mcpjunit.fixtures.broken.DiesInCall;
import dev.mcpjunit.fixtures.broken.EndlessPages;
import dev.mcpjunit.fixtures.broken.FloodsStderr;
import dev.mcpjunit.fixtures.broken.HangsInCall;
import dev.mcpjunit.fixtures.broken.HugeLine;
import dev.mcpjunit.fixtures.broken.IgnoresSigterm;
import dev.mcpjunit.fixtures.broken.InitializeError;
import dev.mcpjunit.fixtures.broken.LeavesGrandchild;
import dev.mcpjunit.fixtures.broken.MalformedJson;
import dev.mcpjunit.fixtures.broken.Misbehavior;
import dev.mcpjunit.fixtures.broken.MissingTools;
import dev.mcpjunit.fixtures.broken.NeverInitializes;
import dev.mcpjunit.fixtures.broken.NoisyStdout;
import dev.mcpjunit.fixtures.broken.SlowStart;
import dev.mcpjunit.fixtures.broken.UnsupportedVersion;
import dev.mcpjunit.fixtures.broken.WrongId;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.testkit.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After whatever happens in a test, nothing that was started for it is there any more. */
class LeakTests {

    /** Where a test case gets its server from: a parameter of the run, so that runs do not meet. */
    private static Run run(Class<?> testCase, String mark, Class<?> main, String... arguments) {
        var words = new ArrayList<>(FixtureCommand.command(main, arguments));
        return Run.with(
                Map.of(
                        "java", words.get(0),
                        "classpath", words.get(words.indexOf("-cp") + 1),
                        "main", main.getName(),
                        "arguments", String.join(" ", arguments),
                        "mark", mark),
                testCase);
    }

    /** All of them are daemons, and the end of the last one may be reported before the thread has ended. */
    private static void assertNoThreads(String mark) {
        Awaiting.until(Duration.ofSeconds(5), () -> assertThat(LeftoverResources.threads(mark))
                .isEmpty());
    }

    @Test
    void the_looking_itself_works() throws Exception {
        String mark = UUID.randomUUID().toString();
        var builder = new ProcessBuilder(FixtureCommand.command(NeverInitializes.class));
        builder.environment().put(LeftoverResources.MARK, mark);
        Process process = builder.start();
        try {
            assertThat(LeftoverResources.processes(mark)).containsExactly(process.pid());
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
        assertThat(LeftoverResources.processes(mark)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DiesInCall.class,
                EndlessPages.class,
                FloodsStderr.class,
                HangsInCall.class,
                HugeLine.class,
                IgnoresSigterm.class,
                LeavesGrandchild.class,
                MalformedJson.class,
                MissingTools.class,
                NoisyStdout.class,
                SlowStart.class,
                WeatherServer.class,
                WrongId.class
            })
    void after_a_normal_end(Class<?> main) {
        String mark = UUID.randomUUID().toString();

        run(UntouchedTestCase.class, mark, main, main == SlowStart.class ? "300" : "stdio")
                .allSucceeded(1);

        assertThat(LeftoverResources.processes(mark)).isEmpty();
        assertNoThreads(mark);
    }

    @McpServer(
            name = "broken-${mark}",
            command = {"${java}", "-cp", "${classpath}", "${main}", "${arguments}"},
            env = {LeftoverResources.MARK + "=${mark}"},
            startupTimeout = "2 m") // one writes 8 MiB before it answers
    static class UntouchedTestCase {
        @Test
        void isReady(McpConnection connection) {
            assertThat(connection.server().name()).isEqualTo("weather");
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DiesAtStart.class,
                InitializeError.class,
                LeavesGrandchild.class,
                NeverInitializes.class,
                UnsupportedVersion.class
            })
    void after_a_failed_start(Class<?> main) {
        String mark = UUID.randomUUID().toString();

        Run run = run(ImpatientTestCase.class, mark, main, "dies");

        assertThat(run.failure()).hasMessageContaining("did not become ready");
        assertThat(run.started()).isZero();
        assertThat(LeftoverResources.processes(mark)).isEmpty();
        assertNoThreads(mark);
    }

    @McpServer(
            name = "broken-${mark}",
            command = {"${java}", "-cp", "${classpath}", "${main}", "${arguments}"},
            env = {LeftoverResources.MARK + "=${mark}"},
            startupTimeout = "2 s")
    static class ImpatientTestCase implements EmptyTest {}

    @ParameterizedTest
    @ValueSource(classes = {HangsInCall.class, MalformedJson.class})
    void after_a_time_out_of_a_call(Class<?> main) {
        String mark = UUID.randomUUID().toString();

        Run run = run(TimeOutTestCase.class, mark, main, "stdio");

        assertThat(run.failure()).hasMessageContaining("did not answer tools/call 'get-forecast' within 200 ms");
        assertThat(LeftoverResources.processes(mark)).isEmpty();
        assertNoThreads(mark);
    }

    @McpServer(
            name = "broken-${mark}",
            command = {"${java}", "-cp", "${classpath}", "${main}", "${arguments}"},
            env = {LeftoverResources.MARK + "=${mark}"},
            requestTimeout = "200 ms")
    static class TimeOutTestCase {
        @Test
        void waits(McpConnection connection) {
            connection.callTool("get-forecast", Map.of("city", "Oslo"));
        }
    }

    @Test
    void after_an_interrupted_test() {
        String mark = UUID.randomUUID().toString();

        Run run = run(InterruptedTestCase.class, mark, HangsInCall.class);

        assertThat(run.failure()).hasMessageContaining("timed out after 300 milliseconds");
        assertThat(LeftoverResources.processes(mark)).isEmpty();
        assertNoThreads(mark);
    }

    @McpServer(
            name = "broken-${mark}",
            command = {"${java}", "-cp", "${classpath}", "${main}", "${arguments}"},
            env = {LeftoverResources.MARK + "=${mark}"})
    static class InterruptedTestCase {
        @Test
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void hangs(McpConnection connection) {
            connection.callTool("get-forecast", Map.of("city", "Oslo"));
        }
    }

    @Test
    void after_an_interrupted_wait_for_a_start() {
        String mark = UUID.randomUUID().toString();

        Run run = run(InterruptedStartTestCase.class, mark, NeverInitializes.class);

        assertThat(run.failures()).isNotEmpty();
        assertThat(LeftoverResources.processes(mark)).isEmpty();
        assertNoThreads(mark);
    }

    @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)
    @McpServer(
            name = "broken-${mark}",
            scope = Scope.METHOD,
            command = {"${java}", "-cp", "${classpath}", "${main}", "${arguments}"},
            env = {LeftoverResources.MARK + "=${mark}"},
            startupTimeout = "3 s")
    static class InterruptedStartTestCase {
        @Test
        void never(McpConnection connection) {}
    }

    @ParameterizedTest
    @EnumSource
    void after_talking_to_a_broken_endpoint(Misbehavior misbehavior) {
        String mark = UUID.randomUUID().toString();
        try (var broken = BrokenHttpServer.start(misbehavior)) {
            Run run = Run.with(Map.of("mark", mark, "uri", broken.uri().toString()), EndpointTestCase.class);

            assertThat(run.failure()).hasMessageContaining("did not become ready");
            assertNoThreads(mark);
        }
    }

    @McpServer(name = "broken-${mark}", url = "${uri}", startupTimeout = "300 ms")
    static class EndpointTestCase implements EmptyTest {}
}
