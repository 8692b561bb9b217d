/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static dev.mcpjunit.fault.Selector.toolCall;
import static dev.mcpjunit.fault.internal.stdio.LineServer.call;
import static dev.mcpjunit.fault.internal.stdio.LineServer.result;
import static dev.mcpjunit.fault.internal.stdio.RawClient.BOUND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.internal.stdio.relay.Relay;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.LeavesGrandchild;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bridge does when no fault is planned, and how it ends. */
class StdioBridgeTests {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "progress", "noise", "binary", "crlf", "errors", "partial"})
    void what_a_client_sees_is_what_it_sees_without_a_bridge(String tool) {
        String request = call(1, tool).replace("\n", "\r\n");
        try (var bridged = new Bridged();
                var bare = new RawClient(bridged.server.endpoint());
                var client = bridged.client()) {
            bare.say(request).endInput();
            client.say(request).endInput();

            assertThat(client.awaitExit()).isEqualTo(bare.awaitExit());
            bare.awaitOutput(".*<EOF>");
            bare.awaitErrors(".*<EOF>");
            client.awaitOutput(quote(bare.output()));
            client.awaitErrors(quote(bare.errors()));
            bridged.shutDown();
            bridged.assertNothingLeft();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_server_runs_with_the_arguments_the_directory_and_the_environment_of_its_client(@TempDir Path parent)
            throws IOException {
        Path directory = Files.createDirectory(parent.resolve("grüße"));
        String shown =
                "printf '%s|' \"$@\"; pwd; env" + " | grep -av '^PWD=\\|^MCP_JUNIT_SERVER=\\|^MCP_JUNIT_JVM=' | sort";
        try (var bridged = new Bridged(List.of("sh", "-c", shown, "sh", "two words", "ü€", "", "\"'", ""))) {
            // Some clients hand on next to nothing, not even the locale.
            try (var bare = new RawClient(seenFrom(bridged.server.endpoint(), directory), false);
                    var client = new RawClient(seenFrom(bridged.bridge.endpoint(), directory), false)) {
                bare.awaitOutput(".*<EOF>");
                client.awaitOutput(".*<EOF>");
                bare.awaitErrors(".*<EOF>");
                client.awaitErrors(".*<EOF>");

                assertThat(client.errors()).isEqualTo(bare.errors());
                assertThat(client.output()).isEqualTo(bare.output()).contains("two words|", "GREETING=");
            }
        }
    }

    private static McpEndpoint.Stdio seenFrom(McpEndpoint.Stdio endpoint, Path directory) {
        Map<String, String> environment = new HashMap<>(endpoint.environment());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("GREETING", "grüß Gott");
        return new McpEndpoint.Stdio(endpoint.command(), environment, directory);
    }

    @Test
    void the_token_is_not_on_the_command_line() {
        try (var bridged = new Bridged()) {
            String token = bridged.bridge.endpoint().environment().get(Relay.TOKEN);

            assertThat(token).isNotBlank();
            assertThat(bridged.bridge.endpoint().describe()).doesNotContain(token);
        }
    }

    @Test
    void each_client_has_a_server_of_its_own() {
        try (var bridged = new Bridged()) {
            List<RawClient> clients =
                    IntStream.range(0, 3).mapToObj(i -> bridged.client()).toList();
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).say(call(i + 1, "plain"));
                clients.get(i).awaitOutput(quote(result(i + 1)));
            }

            assertThat(bridged.processes).hasSize(3);
            assertThat(bridged.traffic.exchanges())
                    .extracting(Exchange::connection)
                    .containsExactlyInAnyOrder(1, 2, 3);
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void messages_are_recorded_with_their_ends() {
        String cancelled =
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}\n";
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say(call(1, "hang") + cancelled + "no JSON\n" + call(2, "progress"));
            client.awaitOutput(quote(LineServer.PROGRESS + result(2)));

            assertThat(bridged.traffic.exchanges())
                    .extracting(Exchange::method, Exchange::outcome, Exchange::executed)
                    .containsExactly(
                            tuple("tools/call", Outcome.IN_FLIGHT, Executed.UNKNOWN),
                            tuple("notifications/cancelled", Outcome.ACCEPTED, Executed.UNKNOWN),
                            tuple("tools/call", Outcome.RESULT, Executed.YES));
            client.kill().join();
            bridged.ended(1, Outcome.CLIENT_GONE);
        }
    }

    @Test
    void a_message_of_twenty_megabytes_passes() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say(call(1, "huge"));

            Awaiting.until(BOUND, () -> assertThat(client.output().length()).isGreaterThan(20 << 20));
            assertThat(bridged.ended(1, Outcome.RESULT).executed()).isEqualTo(Executed.YES);
        }
    }

    @Test
    void a_held_message_delays_no_other_call() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            Gate requests = bridged.faults.on(toolCall("first")).holdRequest();
            Gate answers = bridged.faults.on(toolCall("second")).holdAnswer();
            client.say(call(1, "first") + call(2, "second") + call(3, "third"));

            client.awaitOutput(quote(result(3)));
            requests.awaitHeld(1, BOUND);
            answers.awaitHeld(1, BOUND);
            assertThat(bridged.traffic.exchanges())
                    .extracting(Exchange::executed)
                    .containsExactly(Executed.NO, Executed.YES, Executed.YES);
            requests.release();
            client.awaitOutput(quote(result(3) + result(1)));
            answers.release();
            client.awaitOutput(quote(result(3) + result(1) + result(2)));
        }
    }

    @Test
    void what_is_held_when_the_client_ends_its_input_still_reaches_the_server() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            Gate gate = bridged.faults.on(toolCall("plain")).holdRequest();
            client.say(call(1, "plain")).endInput();
            gate.awaitHeld(1, BOUND);
            gate.release();

            client.awaitOutput(quote(result(1) + "<EOF>"));
            assertThat(client.awaitExit()).isZero();
        }
    }

    @Test
    void of_a_batch_only_the_chosen_message_is_held() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            Gate gate = bridged.faults.on(toolCall("second")).holdRequest();
            client.say("[" + call(1, "batch").trim() + "," + call(2, "second").trim() + "]\n");

            // The server answers both together, by the rules of this test; the second one belongs to what is held.
            client.awaitOutput(quote("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}}]\n"));
            gate.release();
            client.awaitOutput(".*\"id\":2.*");
        }
    }

    @Test
    void a_batch_to_which_nothing_happens_passes_as_it_is() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say("[" + call(1, "batch").trim() + ", " + call(2, "second").trim() + "]\n");

            client.awaitOutput(quote("[" + result(1).trim() + ", " + result(2).trim() + "]\n"));
            bridged.ended(1, Outcome.RESULT);
            bridged.ended(2, Outcome.RESULT);
        }
    }

    @Test
    void the_end_of_a_server_is_the_end_of_the_clients_process() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say(call(1, "plain") + call(2, "hang"));
            client.awaitOutput(quote(result(1)));
            bridged.server.kill();

            assertThat(client.awaitExit()).isEqualTo(137);
            bridged.ended(2, Outcome.SERVER_GONE);
        }
    }

    @Test
    void the_end_of_a_client_is_the_end_of_its_server_and_of_what_that_started() {
        try (var bridged = new Bridged(FixtureCommand.command(LeavesGrandchild.class));
                var client = bridged.client()) {
            Awaiting.until(BOUND, () -> assertThat(LeftoverResources.processes(bridged.mark))
                    .hasSizeGreaterThanOrEqualTo(3));
            client.kill().join();

            Awaiting.until(BOUND, () -> assertThat(LeftoverResources.processes(bridged.mark))
                    .isEmpty());
        }
    }

    @Test
    void a_server_that_does_not_read_does_not_hide_the_end_of_its_client() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say(call(1, "plain"));
            client.awaitOutput(quote(result(1)));
            bridged.server.pause();
            var writer = new Thread(() -> {
                try {
                    client.say(new byte[4 << 20]);
                } catch (RuntimeException killed) {
                    // That is what this is about.
                }
            });
            writer.setDaemon(true);
            writer.start();
            client.kill().join();

            Awaiting.until(BOUND, () -> assertThat(LeftoverResources.processes(bridged.mark))
                    .isEmpty());
        }
    }

    @Test
    void a_client_that_outlives_the_bridge_is_told_why_its_server_has_gone() {
        try (var bridged = new Bridged();
                var client = bridged.client()) {
            client.say(call(1, "hang") + call(2, "plain"));
            client.awaitOutput(quote(result(2)));
            bridged.shutDown();

            assertThat(client.awaitExit()).isEqualTo(70);
            client.awaitErrors(".*mcp-junit: the test that started this server has gone.*");
            bridged.ended(1, Outcome.CLIENT_GONE);
            bridged.assertNothingLeft();
        }
    }

    @Test
    void a_command_that_does_not_exist_is_said_to_the_client() {
        try (var bridged = new Bridged(List.of("no-such-program"));
                var client = bridged.client()) {
            assertThat(client.awaitExit()).isEqualTo(127);
            client.awaitErrors(".*there is no program 'no-such-program' on the PATH.*");
        }
    }

    @Test
    void unknown_clients_on_the_port_get_nothing_and_do_no_harm() throws IOException {
        try (var bridged = new Bridged()) {
            List<String> command = bridged.bridge.endpoint().command();
            int port = Integer.parseInt(command.get(command.indexOf("--") - 1));
            Map<String, String> wrong = Map.of(Relay.TOKEN, "0".repeat(36));
            try (var silent = new Socket(InetAddress.getLoopbackAddress(), port);
                    var loud = new Socket(InetAddress.getLoopbackAddress(), port);
                    var forged = new RawClient(new McpEndpoint.Stdio(command, wrong, Path.of("")))) {
                loud.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost:1234567890\r\n\r\n".getBytes(UTF_8));
                assertThat(loud.getInputStream().readAllBytes()).isEmpty();
                assertThat(forged.awaitExit()).isEqualTo(70);
                assertThat(silent.isConnected()).isTrue();
                assertThat(bridged.processes).isEmpty();
                try (var client = bridged.client()) {
                    client.say(call(1, "plain"));
                    client.awaitOutput(quote(result(1)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt"})
    void nothing_outlives_the_jvm_of_the_test(String end) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BridgeInDyingJvm.class.getName(),
                        end)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String mark = new String(jvm.getInputStream().readNBytes(36), UTF_8);

        assertThat(mark).hasSize(36);
        jvm.onExit().join();
        Awaiting.until(
                BOUND, () -> assertThat(LeftoverResources.processes(mark)).isEmpty());
    }
}
