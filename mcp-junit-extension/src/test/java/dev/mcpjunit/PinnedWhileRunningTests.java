/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.LoggedMessages;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A pinned server that announces other lists while tests run is compared with its snapshot again. */
class PinnedWhileRunningTests {

    /** A name of its own for each test, for they share the folder of snapshots. */
    private final String name = "running-" + UUID.randomUUID();

    private final Path snapshot = Path.of("target/pinned-while-running", name + ".snapshot.json");

    private Run run(Class<?> testCase) {
        return Run.with(Map.of("snapshot.name", name, "mcp.snapshot", "create-missing"), testCase);
    }

    private static ServerSpec notesThat(String flaw) {
        return Fixture.stdio(NotesServer.class, "stdio", flaw).name("notes").build();
    }

    private static void echo(McpConnection notes) {
        assertThat(notes.callTool("echo", Map.of("message", "hello")).text()).isEqualTo("hello");
    }

    @Test
    void a_server_that_changes_its_tools_fails_the_running_test_with_the_drift() throws IOException {
        Throwable failure = run(ChangingTestCase.class).failure();

        assertThat(failure)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "Server 'notes' announced a change of its lists while 'callsTwice(McpConnection)'"
                                + " ran (list_changed).\n\nSchema drift: server 'notes' no longer honors ")
                .hasMessageContaining("input.required-property-added");
        // What changed while a test ran was not pinned.
        assertThat(Files.readString(snapshot)).doesNotContain("language");
    }

    @McpServer(source = "notes")
    @PinnedSchema("target/pinned-while-running/${snapshot.name}.snapshot.json")
    static class ChangingTestCase {
        static ServerSpec notes() {
            return notesThat("changes-tools");
        }

        @Test
        void callsTwice(McpConnection notes) {
            echo(notes);
            echo(notes);
        }
    }

    @Test
    void without_a_pin_a_server_may_change() {
        run(UnpinnedTestCase.class).allSucceeded(1);
    }

    @McpServer(source = "notes")
    static class UnpinnedTestCase {
        static ServerSpec notes() {
            return notesThat("changes-tools");
        }

        @Test
        void calls(McpConnection notes) {
            echo(notes);
        }
    }

    @Test
    void a_storm_of_notifications_is_survived_and_reported() {
        try (var logged = LoggedMessages.of("dev.mcpjunit.PinnedSchema")) {
            run(AnnouncingTestCase.class).allSucceeded(1);

            assertThat(logged.all())
                    .contains(
                            "Server 'notes' announced 15000 changes of its lists while 'calls(McpConnection)' ran. They"
                                    + " were read again only once.");
        }
    }

    @McpServer(source = "notes")
    @PinnedSchema("target/pinned-while-running/${snapshot.name}.snapshot.json")
    static class AnnouncingTestCase {
        static ServerSpec notes() {
            return notesThat("announces-endlessly");
        }

        @Test
        void calls(McpConnection notes) {
            for (int i = 0; i < 3; i++) {
                echo(notes);
            }
        }
    }

    /** The weather server in this JVM, whose tools a test can change. */
    abstract static class Changeable implements McpServerFactory {

        private static final Queue<WeatherServer> STARTED = new ConcurrentLinkedQueue<>();

        private final ServedEra era;

        Changeable(ServedEra era) {
            this.era = era;
        }

        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEra(era));
            STARTED.add(server);
            return new Started(server.uri(), server);
        }

        static void changeAll() {
            STARTED.forEach(server -> server.changeEdition(2));
        }
    }

    static final class Legacy extends Changeable {
        Legacy() {
            super(ServedEra.LEGACY);
        }
    }

    static final class Modern extends Changeable {
        Modern() {
            super(ServedEra.MODERN);
        }
    }

    @Test
    void the_stream_of_an_http_server_is_followed_in_both_eras() {
        for (Class<?> testCase : List.of(LegacyTestCase.class, ModernTestCase.class)) {
            assertThat(run(testCase).failure())
                    .hasMessageStartingWith("Server 'weather' announced a change of its lists while 'changes(")
                    .hasMessageContaining("Schema drift: server 'weather' no longer honors ");
        }
    }

    private static void changeAndAwait(McpConnection weather) {
        Changeable.changeAll();
        Awaiting.until(Duration.ofSeconds(10), () -> assertThat(weather.notifications())
                .extracting(notification -> notification.string("method").orElse(""))
                .contains("notifications/tools/list_changed"));
    }

    @McpServer(name = "weather", inProcess = Legacy.class)
    @PinnedSchema("target/pinned-while-running/${snapshot.name}-legacy.snapshot.json")
    static class LegacyTestCase {
        @Test
        void changes(McpConnection weather) {
            changeAndAwait(weather);
        }
    }

    @McpServer(name = "weather", inProcess = Modern.class)
    @PinnedSchema("target/pinned-while-running/${snapshot.name}-modern.snapshot.json")
    static class ModernTestCase {
        @Test
        void changes(McpConnection weather) {
            changeAndAwait(weather);
        }
    }
}
