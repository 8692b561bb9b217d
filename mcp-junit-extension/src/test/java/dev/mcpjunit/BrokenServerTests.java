/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.BrokenHttpServer;
import dev.mcpjunit.fixtures.broken.DiesAtStart;
import dev.mcpjunit.fixtures.broken.DiesInCall;
import dev.mcpjunit.fixtures.broken.EndlessPages;
import dev.mcpjunit.fixtures.broken.FloodsStderr;
import dev.mcpjunit.fixtures.broken.HangsInCall;
import dev.mcpjunit.fixtures.broken.HugeLine;
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
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said about servers that are wrong in one way each. Nothing here waits for a timeout that need not. */
class BrokenServerTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static ServerHandle stdio(Class<?> main, String... arguments) {
        return new ServerHandle(Fixture.stdio(main, arguments).build());
    }

    private static Throwable startOf(ServerHandle server) {
        try (server) {
            return catchThrowable(server::connection);
        }
    }

    private static Throwable callOn(Class<?> main, Duration timeout) {
        try (var server =
                new ServerHandle(Fixture.stdio(main).requestTimeout(timeout).build())) {
            McpConnection connection = server.connection();
            return catchThrowable(() -> connection.callTool("get-forecast", OSLO));
        }
    }

    @Test
    void death_at_the_start() {
        assertThat(startOf(stdio(DiesAtStart.class)))
                .isInstanceOf(ServerStartException.class)
                .hasMessage("Server 'weather' did not become ready.\n"
                        + "Server 'weather' has ended. Exit code 3. Last lines of its standard error:\n"
                        + "    weather: cannot start: the environment variable WEATHER_STATION is not set\n"
                        + "  It is the command " + commandOf(DiesAtStart.class));
    }

    @Test
    void death_at_the_start_whose_grandchild_holds_the_streams() {
        assertThat(startOf(stdio(LeavesGrandchild.class, "dies")))
                .isInstanceOf(ServerStartException.class)
                .hasMessageMatching(
                        "(?s)Server 'weather' did not become ready\\.\nServer 'weather' has ended\\. Exit code 5\\. Last lines of its standard error:\n    grandchild: \\d+\n.*");
    }

    @Test
    void no_answer_to_initialize() {
        var never = new ServerHandle(Fixture.stdio(NeverInitializes.class)
                .startupTimeout(Duration.ofMillis(400))
                .build());

        assertThat(startOf(never))
                .isInstanceOf(ServerStartException.class)
                .hasMessageMatching(
                        "(?s)Server 'weather' did not become ready within its startupTimeout of 400 ms\\.\nServer 'weather' did not answer initialize within 400 ms \\(waited \\d+ ms\\)\\. If it may take longer, raise startupTimeout\\.\nIt wrote nothing to standard error\\.\n  It is the command .*NeverInitializes");
    }

    @Test
    void an_error_as_the_answer_to_initialize() {
        assertThat(startOf(stdio(InitializeError.class)))
                .hasMessage("Server 'weather' did not become ready.\n"
                        + "Server 'weather' answered initialize with error -32603: The weather station cannot be reached\n"
                        + "  It is the command " + commandOf(InitializeError.class));
    }

    @Test
    void an_unknown_revision() {
        assertThat(startOf(stdio(UnsupportedVersion.class)))
                .hasMessage("Server 'weather' did not become ready.\n"
                        + "Server 'weather' answered initialize with protocol revision 1999-01-01, but it was offered 2025-11-25, and this client speaks [2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05].\n"
                        + "  It is the command " + commandOf(UnsupportedVersion.class));
    }

    @Test
    void a_slow_start_within_the_time_out() {
        try (var slow = stdio(SlowStart.class, "600")) {
            assertThat(slow.connection().callTool("get-forecast", OSLO).isError())
                    .isFalse();
        }
    }

    @Test
    void death_in_a_call() {
        assertThat(callOn(DiesInCall.class, Duration.ofSeconds(60)))
                .isInstanceOf(ServerDiedException.class)
                .hasMessage("Server 'weather' has ended. Exit code 4. Last lines of its standard error:\n"
                        + "    weather: the barometer is broken");
    }

    @Test
    void no_answer_to_a_call() {
        assertThat(callOn(HangsInCall.class, Duration.ofMillis(300)))
                .isInstanceOf(McpTimeoutException.class)
                .hasMessageMatching(
                        "Server 'weather' did not answer tools/call 'get-forecast' within 300 ms \\(waited \\d+ ms\\)\\. If it may take longer, raise requestTimeout\\.\nIt wrote nothing to standard error\\.");
    }

    @Test
    void an_answer_to_another_call() {
        assertThat(callOn(WrongId.class, Duration.ofSeconds(60)))
                .isInstanceOf(McpProtocolException.class)
                .hasMessage(
                        "Server 'weather' answered tools/call 'get-forecast' with id 987654321, but the request had id 3. A response must carry the id of its request, in the same JSON type.");
    }

    @Test
    void malformed_json() {
        assertThat(callOn(MalformedJson.class, Duration.ofSeconds(2)))
                .isInstanceOf(McpTimeoutException.class)
                .hasMessageContaining(
                        "It also broke the protocol:\n    stdout: not a JSON-RPC message: {\"jsonrpc\":\"2.0\",\"id\":3,");
    }

    @Test
    void noise_between_the_messages_is_a_finding_and_does_no_harm() {
        try (var noisy = stdio(NoisyStdout.class)) {
            assertThat(noisy.connection().callTool("get-forecast", OSLO).isError())
                    .isFalse();
            assertThat(noisy.connection().findings())
                    .startsWith(
                            "stdout: a byte order mark, which JSON text must not have",
                            "stdout: not a JSON-RPC message: *** Weather server 1.0.0 ***",
                            "stdout: an empty line, where only JSON-RPC messages are allowed",
                            "stdout: not a JSON-RPC message: DEBUG about to send a message",
                            "stdout: not a JSON-RPC message: {\"level\":\"debug\",\"text\":\"sent a message\"}");
        }
    }

    @Test
    void a_flood_of_errors_does_not_block() {
        try (var flood = stdio(FloodsStderr.class)) {
            assertThat(flood.connection().callTool("get-forecast", OSLO).isError())
                    .isFalse();
            assertThat(flood.server().log()).hasSizeLessThan(5_000);
        }
    }

    @Test
    void a_huge_line_is_read() {
        try (var huge = stdio(HugeLine.class)) {
            assertThat(huge.connection().callTool("get-forecast", OSLO).text()).hasSizeGreaterThan(20_000_000);
        }
    }

    @Test
    void pages_without_end() {
        try (var endless = stdio(EndlessPages.class)) {
            assertThatThrownBy(endless::catalog)
                    .isInstanceOf(McpException.class)
                    .hasMessage(
                            "Server 'weather' has not ended tools/list after 1000 pages with 6000 entries: each page had a nextCursor. Does its cursor advance?");
        }
    }

    @Test
    void a_list_that_is_none() {
        try (var missing = stdio(MissingTools.class)) {
            assertThatThrownBy(missing::catalog)
                    .isInstanceOf(McpException.class)
                    .hasMessage("Server 'weather' answered tools/list without the array 'tools': {}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void over_http(Misbehavior misbehavior) {
        Duration timeout = misbehavior == Misbehavior.HANG ? Duration.ofMillis(400) : Duration.ofSeconds(60);
        try (var broken = BrokenHttpServer.start(misbehavior)) {
            var server = new ServerHandle(ServerSpec.url(broken.uri())
                    .name("weather")
                    .startupTimeout(timeout)
                    .build());

            assertThat(startOf(server))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageStartingWith("Server 'weather' did not become ready")
                    .hasMessageContaining("\nServer 'weather' at " + broken.uri() + saidAbout(misbehavior))
                    .hasMessageEndingWith("\n  It is the endpoint " + broken.uri());
        }
    }

    private static String saidAbout(Misbehavior misbehavior) {
        return switch (misbehavior) {
            case HTML_PAGE ->
                " answered initialize with HTTP 200 text/html that is no JSON-RPC message: <!DOCTYPE html><html><body>"
                        + "<h1>Please log in</h1></body></html>\n";
            case INTERNAL_ERROR -> " answered initialize with HTTP 500: The barometer is broken\n";
            case UNAVAILABLE ->
                " answered server/discover with HTTP 503, Retry-After: 7: Busy; come back in 7 seconds\n";
            case NOT_FOUND ->
                " answered initialize with HTTP 404: There is nothing here\nIs this the path of the MCP endpoint?\n";
            case ACCEPTED ->
                " answered initialize with HTTP 202 and an empty body. A request must be answered with a JSON-RPC"
                        + " response; 202 is for notifications.\n";
            case STREAM_WITHOUT_RESPONSE ->
                " answered initialize with an event stream that ended before the response; it had 1 event\n";
            case EMPTY_BODY ->
                " answered initialize with HTTP 200 and an empty body. A request must be answered with a JSON-RPC"
                        + " response; 202 is for notifications.\n";
            case MALFORMED_JSON ->
                " answered initialize with HTTP 200 application/json that is no JSON-RPC message: {\"jsonrpc\":\"2.0\","
                        + "\"id\":1,\"result\":{\"tools\":[\n";
            case ERROR_IN_BAD_REQUEST -> " answered initialize (HTTP 400) with error -32602: Bad cursor\n";
            case HANG -> " did not answer initialize within 400 ms (waited ";
            case CONNECTION_RESET -> " broke the connection during server/discover: ";
        };
    }

    private static String commandOf(Class<?> main) {
        return String.join(" ", FixtureCommand.command(main));
    }
}
