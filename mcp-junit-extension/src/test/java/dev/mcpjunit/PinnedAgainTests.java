/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.notes.NotesFlaw;
import dev.mcpjunit.fixtures.protocol.RpcException;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.EchoService;
import dev.mcpjunit.testkit.NotesServers;
import dev.mcpjunit.testkit.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/** Changes of a pinned server that cannot be read immediately, and servers that are restarted while tests run. */
@Execution(ExecutionMode.SAME_THREAD)
class PinnedAgainTests {

    private static final String SNAPSHOT = "target/pinned-again/${snapshot.name}.snapshot.json";

    /** A server with one tool; each test that runs a test case decides what its list does. */
    static final class Listed extends EchoService {

        private static final Listed CURRENT = new Listed();

        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger listings = new AtomicInteger();
        private volatile boolean changed;
        private volatile @Nullable HttpHost host;

        static void reset() {
            CURRENT.failures.set(0);
            CURRENT.listings.set(0);
            CURRENT.changed = false;
        }

        @Override
        public List<Map<String, Object>> tools() {
            listings.incrementAndGet();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw RpcException.invalidRequest("busy");
            }
            return List.of(changed ? tool("echo", "message", "language") : tool("echo", "message"));
        }

        /** Change the list, refuse to list it some times, and announce the change. */
        static void change(McpConnection connection, int refusals) {
            CURRENT.changed = true;
            CURRENT.failures.set(refusals);
            HttpHost announcing = CURRENT.host;
            assertThat(announcing).isNotNull();
            announcing.announce("notifications/tools/list_changed");
            awaitAnnouncement(connection);
        }
    }

    static final class Factory implements McpServerFactory {
        @Override
        public Started start() {
            HttpHost host = Listed.CURRENT.host();
            Listed.CURRENT.host = host;
            return new Started(host.uri(), host);
        }
    }

    private static void awaitAnnouncement(McpConnection connection) {
        Awaiting.until(Duration.ofSeconds(10), () -> assertThat(connection.notifications())
                .extracting(notification -> notification.string("method").orElse(""))
                .contains("notifications/tools/list_changed"));
    }

    private static Run run(Class<?> testCase) {
        Listed.reset();
        return Run.with(
                Map.of("snapshot.name", "again-" + UUID.randomUUID(), "mcp.snapshot", "create-missing"), testCase);
    }

    @Test
    void a_change_that_could_not_be_read_at_first_fails_the_next_test() {
        Run run = run(BusyTestCase.class);

        assertThat(run.failedTests()).hasSize(1);
        assertThat(run.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Server 'echo' announced a change of its lists while 'first(McpConnection)' ran"
                        + " (list_changed).\n\nSchema drift: server 'echo' no longer honors ")
                .hasMessageContaining("input.required-property-added");
        assertThat(run.succeeded()).isEqualTo(1);
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    @TestMethodOrder(MethodName.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class BusyTestCase {
        @Test
        void first(McpConnection echo) {
            Listed.change(echo, 1);
        }

        @Test
        void second(McpConnection echo) {}
    }

    @Test
    void a_change_that_can_be_read_only_after_the_last_test_fails_the_class() {
        Run run = run(BusyAtTheEndTestCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.failure())
                .hasMessageStartingWith("Server 'echo' announced a change of its lists while 'only(McpConnection)' ran"
                        + " (list_changed).\n\nSchema drift: ");
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class BusyAtTheEndTestCase {
        @Test
        void only(McpConnection echo) {
            Listed.change(echo, 1);
        }
    }

    @Test
    void a_change_that_can_never_be_read_fails_the_class() {
        Run run = run(UnreadableTestCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Server 'echo' announced a change of its lists while 'only(McpConnection)' ran,"
                        + " but its lists could not be read after that. So they were not compared with the snapshot."
                        + " Let the server answer requests for its lists after it has announced a change. The last"
                        + " request failed: ")
                .hasMessageContaining("busy");
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class UnreadableTestCase {
        @Test
        void only(McpConnection echo) {
            Listed.change(echo, Integer.MAX_VALUE);
        }
    }

    @Test
    void a_server_of_one_test_has_only_its_own_test_to_be_read_in() {
        Run run = run(UnreadableOfOneTestTestCase.class);

        assertThat(run.failedTests()).hasSize(1);
        assertThat(run.failure()).hasMessageContaining("but its lists could not be read after that");
    }

    @McpServer(name = "echo", inProcess = Factory.class, scope = Scope.METHOD)
    @PinnedSchema(SNAPSHOT)
    static class UnreadableOfOneTestTestCase {
        @Test
        void only(McpConnection echo) {
            Listed.change(echo, Integer.MAX_VALUE);
        }
    }

    @Test
    void a_restarted_server_is_followed() {
        assertThat(run(RestartedNotesTestCase.class).failure())
                .hasMessageStartingWith("Server 'notes' announced a change of its lists while 'second(Fleet)' ran"
                        + " (list_changed).\n\nSchema drift: server 'notes' no longer honors ");
    }

    @McpServer(source = "notes")
    @PinnedSchema(SNAPSHOT)
    @TestMethodOrder(MethodName.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class RestartedNotesTestCase {
        static ServerSpec notes() {
            return NotesServers.http("notes", NotesFlaw.CHANGES_TOOLS);
        }

        @Test
        void first(Fleet fleet) {
            fleet.server("notes").restart();
        }

        @Test
        void second(Fleet fleet) {
            McpConnection notes = fleet.connection("notes");
            notes.callTool("echo", Map.of("message", "hello"));
            awaitAnnouncement(notes);
        }
    }

    @Test
    void a_server_that_is_another_version_after_a_restart_fails_the_test() {
        assertThat(run(OtherVersionTestCase.class).failure())
                .hasMessageStartingWith("Server 'echo' was restarted while 'updates(RunningServer)' ran.\n\nSchema"
                        + " drift: server 'echo' no longer honors ");
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class OtherVersionTestCase {
        @Test
        void updates(RunningServer echo) {
            Listed.CURRENT.changed = true;
            echo.restart();
        }
    }

    @Test
    void a_change_that_is_never_announced_fails_the_class() {
        Run run = run(SilentTestCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "Server 'echo' was compared again at the end of 'PinnedAgainTests$SilentTestCase'."
                                + " It has announced no change.\n\nSchema drift: server 'echo' no longer honors ")
                .hasMessageContaining("input.required-property-added");
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class SilentTestCase {
        @Test
        void only() {
            Listed.CURRENT.changed = true;
        }
    }

    @Test
    void a_server_that_a_test_has_ended_is_not_compared_at_the_end() {
        run(EndedTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class EndedTestCase {
        @Test
        void only(RunningServer echo) {
            echo.kill();
        }
    }

    @Test
    void a_server_that_refuses_to_list_at_the_end_fails_the_class() {
        Run run = run(RefusingTestCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Server 'echo' was not compared with its snapshot again at the end of"
                        + " 'PinnedAgainTests$RefusingTestCase': its lists could not be read. Let the server answer"
                        + " requests for its lists until the class has ended. The last request failed: ")
                .hasMessageContaining("busy");
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class RefusingTestCase {
        @Test
        void only() {
            Listed.CURRENT.failures.set(Integer.MAX_VALUE);
        }
    }

    @Test
    void a_connection_that_a_test_has_closed_is_not_compared_at_the_end() {
        run(ClosedTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    static class ClosedTestCase {
        @Test
        void only(McpConnection echo) {
            echo.close();
        }
    }

    @Test
    void a_restart_costs_one_listing_and_a_test_without_one_costs_none() {
        run(SameVersionTestCase.class).allSucceeded(3);

        // Before the tests, after the restart, and at the end of the class.
        assertThat(Listed.CURRENT.listings).hasValue(3);
    }

    @McpServer(name = "echo", inProcess = Factory.class)
    @PinnedSchema(SNAPSHOT)
    @TestMethodOrder(MethodName.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class SameVersionTestCase {
        @Test
        void first(RunningServer echo) {
            echo.restart();
        }

        @Test
        void second(McpConnection echo) {
            assertThat(echo.callTool("echo", Map.of("message", "hello")).text()).isEqualTo("hello");
        }

        @Test
        void third() {}
    }
}
