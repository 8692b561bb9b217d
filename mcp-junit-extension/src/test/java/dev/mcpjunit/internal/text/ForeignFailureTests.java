/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.failure.McpProtocolException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;

/** What libraries quote of a server is printed with the stack trace of a failure, so it must be fit for a terminal. */
class ForeignFailureTests {

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void a_cause_with_terminal_escapes_is_shown_and_not_obeyed() {
        var jdk = new ProtocolException("Invalid header value \"\u001b[31mred\u202e\"");
        var wrapped = new IOException("broken", jdk);
        wrapped.addSuppressed(new IllegalStateException("bell \u0007"));

        String text = printed(new McpProtocolException("Server 'a' broke the connection", wrapped));

        assertThat(text)
                .contains(
                        "Caused by: java.io.IOException: broken",
                        "Suppressed: java.lang.IllegalStateException: bell \\u{7}",
                        "Caused by: java.net.ProtocolException: Invalid header value \"\\u{1B}[31mred\\u{202E}\"",
                        "at " + ForeignFailureTests.class.getName())
                .doesNotContain("\u001b", "\u202e", "\u0007", "ForeignFailure:");
    }

    @Test
    void a_cause_that_can_be_printed_stays_as_it_is() {
        var refused = new ConnectException("Connection refused");

        assertThat(new McpProtocolException("x", refused))
                .hasCause(refused)
                .cause()
                .isSameAs(refused);
        assertThat(ForeignFailure.printable(null)).isNull();
    }

    @Test
    void causes_that_lead_in_a_circle_end() {
        var first = new IllegalStateException("a\u001b");
        var second = new IllegalStateException("b", first);
        first.initCause(second);

        assertThat(printed(new McpProtocolException("x", first)))
                .contains("java.lang.IllegalStateException: a\\u{1B}")
                .doesNotContain("\u001b");
    }
}
