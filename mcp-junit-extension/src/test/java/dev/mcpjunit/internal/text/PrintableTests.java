/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTests {

    @Test
    void control_characters_are_shown() {
        assertThat(Printable.line("a\u001b[31mred\u0007\u202e\u0000 \u2028 b\r"))
                .isEqualTo("a\\u{1B}[31mred\\u{7}\\u{202E}\\u{0} \\u{2028} b\\u{D}");
        assertThat(Printable.line("Grüße, 東京, 👍")).isEqualTo("Grüße, 東京, 👍");
    }

    @Test
    void a_line_break_of_a_server_forges_no_line() {
        assertThat(Printable.line("x\n[INFO] BUILD SUCCESS")).isEqualTo("x\\n[INFO] BUILD SUCCESS");
        assertThat(Printable.message("one\n\ttwo\u001b")).isEqualTo("one\n\ttwo\\u{1B}");
    }

    @Test
    void long_text_is_cut_and_counted() {
        assertThat(Printable.line("x".repeat(3_000))).isEqualTo("x".repeat(2_000) + "… 1000 more characters");
        assertThat(Printable.line("ab👍", 3)).isEqualTo("ab… 2 more characters");
        assertThat(Printable.message("y".repeat(1_000_000))).hasSizeLessThan(20_100);
    }

    @Test
    void a_secret_is_masked_before_the_cut() {
        Secrets.of(Map.of("CUT_TOKEN", "planted-at-the-cut"), Map.of()).remember();

        assertThat(Printable.line("12345planted-at-the-cut", 10)).doesNotContain("plant");
    }

    @Test
    void failures_show_text_of_servers_so() {
        Secrets.of(Map.of("FAILURE_TOKEN", "planted-in-a-failure"), Map.of()).remember();
        var error = (JsonObject) JsonValue.of(Map.of(
                "code",
                -32000,
                "message",
                "no\n[INFO] BUILD SUCCESS\u001b[31m planted-in-a-failure",
                "data",
                "z".repeat(10_000_000)));

        var failure = new McpErrorException("Server 'weather' answered initialize", error);

        assertThat(failure.getMessage())
                .startsWith(
                        "Server 'weather' answered initialize with error -32000: no\\n[INFO] BUILD SUCCESS\\u{1B}[31m"
                                + " [masked: FAILURE_TOKEN] \"zzz")
                .endsWith(" more characters")
                .hasSizeLessThan(2_300);
        assertThat(failure.errorMessage()).contains("\u001b");
        assertThat(new McpProtocolException("a\u0007 planted-in-a-failure", null))
                .hasMessage("a\\u{7} [masked: FAILURE_TOKEN]");
    }
}
