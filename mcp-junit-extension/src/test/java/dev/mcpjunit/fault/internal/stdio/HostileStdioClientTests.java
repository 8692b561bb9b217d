/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mcpjunit.fault.internal.stdio.relay.Relay;
import dev.mcpjunit.hostile.NothingWritten;
import dev.mcpjunit.testkit.Awaiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile clients of the stdio relay: each byte reaches the server as it is, and others are served as before. */
@Tag("hostile")
@ExtendWith(NothingWritten.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "The server is cat")
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileStdioClientTests {

    private static Arguments input(String name, String text) {
        return arguments(name, text.getBytes(UTF_8));
    }

    static Stream<Arguments> inputs() {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\"}}\n";
        return Stream.of(
                input("no JSON", "hello\n"),
                input("terminal escapes", "\u001b[2J\u0007\u202e\n"),
                input("a line without an end", "{\"jsonrpc\":\"2.0\""),
                input("empty lines", "\n\n\r\n \n"),
                input("deep JSON", "[".repeat(20_000) + "\n"),
                input("an id of 10,000 digits", call.replace("1,", "1".repeat(10_000) + ",")),
                input("an id that is an object", call.replace("1,", "{\"a\":[]},")),
                input("the same id a hundred times", call.repeat(100)),
                input("an exponent that no number has", call.replace("1,", "1e9999999999,")),
                input("answers without a request", "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}\n".repeat(100)),
                input("a line of 20 MB", "\"" + "x".repeat(20 << 20) + "\"\n"),
                input("headers of another framing", "Content-Length: 2\r\n\r\n{}\n"),
                input("half a surrogate pair", "\"\\udfff\"\n"),
                input("a method with line breaks", call.replace("tools/call", "a\\n[INFO] BUILD SUCCESS\\u001b[31m")),
                arguments("bytes that are not UTF-8", new byte[] {'"', (byte) 0xff, (byte) 0xc0, 0, '"', '\n'}),
                arguments("UTF-16", "{}\n".getBytes(java.nio.charset.StandardCharsets.UTF_16)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void is_passed_on_to_the_byte(String name, byte[] input) {
        try (var bridged = new Bridged(List.of("cat"));
                var client = bridged.client()) {
            client.say(input).endInput();

            assertThat(client.awaitExit()).isZero();
            Awaiting.until(RawClient.BOUND, () -> assertThat(client.hasEndedWith(input))
                    .isTrue());
            assertThat(bridged.traffic
                            .toString()
                            .chars()
                            .filter(character -> character != '\n' && Character.isISOControl(character)))
                    .isEmpty();
            assertThat(bridged.traffic.toString()).hasSizeLessThan(100_000).doesNotContain("\u202e");
            bridged.shutDown();
            bridged.assertNothingLeft();
        }
    }

    /** A program on the machine that finds the port of a bridge. */
    private static byte[] greeting(String token, int kind, long pid, int words) {
        return ByteBuffer.allocate(token.length() + 1 + Long.BYTES + 2 * Integer.BYTES)
                .put(token.getBytes(US_ASCII))
                .put((byte) kind)
                .putLong(pid)
                .putInt(0)
                .putInt(words)
                .array();
    }

    @Test
    void a_program_without_the_token_gets_nothing_and_disturbs_no_client() throws IOException {
        try (var bridged = new Bridged(List.of("cat"));
                var client = bridged.client()) {
            client.say("1\n");
            client.awaitOutput("1\n");
            var endpoint = bridged.bridge.endpoint();
            String token = String.valueOf(endpoint.environment().get(Relay.TOKEN));
            long own = ProcessHandle.current().pid();
            int port = port(bridged);

            for (byte[] greeting : List.of(
                    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3).getBytes(US_ASCII),
                    greeting("0".repeat(token.length()), 0, own, 1),
                    greeting(token, 0, own, 0),
                    greeting(token, 0, own, -1),
                    greeting(token, 0, own, Integer.MAX_VALUE))) {
                try (var intruder = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    intruder.setSoTimeout((int) RawClient.BOUND.toMillis());
                    intruder.getOutputStream().write(greeting);
                    intruder.shutdownOutput();
                    assertThat(answer(intruder)).isEmpty();
                }
            }
            try (var silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.say("2\n").endInput();
                client.awaitOutput("1\n2\n<EOF>");
                assertThat(silent.isConnected()).isTrue();
            }
            assertThat(bridged.processes).hasSize(1);
            bridged.shutDown();
            bridged.assertNothingLeft();
        }
    }

    private static byte[] answer(Socket intruder) throws IOException {
        try {
            return intruder.getInputStream().readAllBytes();
        } catch (java.net.SocketException reset) {
            return new byte[0];
        }
    }

    private static int port(Bridged bridged) {
        return bridged.bridge.endpoint().command().stream()
                .filter(word -> word.matches("\\d{4,5}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }
}
