/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.hostile.NothingWritten;
import dev.mcpjunit.testkit.Awaiting;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Hostile clients on HTTP. The proxy refuses or passes on what they send, and serves others as before. */
@Tag("hostile")
@ExtendWith(NothingWritten.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileHttpClientTests {

    private final RawServer server = RawServer.start(request -> request.json(RawClient.result(1)));
    private final Proxied proxied = new Proxied(server.uri());

    HostileHttpClientTests() throws IOException {}

    @AfterEach
    void others_are_still_served_and_nothing_is_left() throws IOException {
        try (server) {
            try (var other = proxied.client()) {
                other.call(1, "pay").readUntil(RawClient.result(1));
            }
            String traffic = proxied.traffic.toString();
            assertThat(traffic.chars().filter(character -> character != '\n' && Character.isISOControl(character)))
                    .isEmpty();
            long began = System.nanoTime();
            proxied.close();
            assertThat(System.nanoTime() - began).isLessThan(Proxied.BOUND.toNanos());
            Awaiting.until(
                    Proxied.BOUND, () -> assertThat(server.openConnections()).isZero());
        }
    }

    /** {@code \r}, {@code \n}, {@code \e}, {@code \0}, and {@code @N@text@} for N times a text. */
    private static String unescaped(String text) {
        String[] parts = text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\e", "\u001b")
                .replace("\\0", "\0")
                .split("@", -1);
        return parts.length < 4 ? parts[0] : parts[0] + parts[2].repeat(Integer.parseInt(parts[1])) + parts[3];
    }

    /** The request is refused with a reason, and the server sees nothing of it. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/dev/mcpjunit/hostile/http-client-refused.csv", delimiter = '|', quoteCharacter = '`')
    void is_refused(String name, String request, String expected) throws IOException {
        try (var client = proxied.client()) {
            client.send(unescaped(request));

            String answer = client.readToEnd();
            assertThat(answer).contains(expected).endsWith("\n<EOF>").hasSizeLessThan(1_000);
            assertThat(answer.chars()
                            .filter(character -> "\r\n".indexOf(character) < 0 && Character.isISOControl(character)))
                    .isEmpty();
        }
        assertThat(server.requests()).isEmpty();
    }

    /** The request reaches the server as it is; what it makes of it is its own affair. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/dev/mcpjunit/hostile/http-client-passed.csv", delimiter = '|', quoteCharacter = '`')
    void is_passed_on(String name, String request, String head, String body) throws IOException {
        try (var client = proxied.client()) {
            client.send(unescaped(request));

            client.readUntil(RawClient.result(1));
        }
        assertThat(server.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.head()).containsIgnoringCase(unescaped(head));
            assertThat(seen.body()).isEqualTo(unescaped(body));
        });
    }
}
