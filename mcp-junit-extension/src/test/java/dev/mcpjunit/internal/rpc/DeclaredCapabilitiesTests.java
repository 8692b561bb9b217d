/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredCapabilitiesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "elicitation | {\"elicitation\":{}}",
                "elicitation={\"url\":{}} | {\"elicitation\":{\"url\":{}}}",
                "tasks | {\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}",
                "com.example/maps | {\"extensions\":{\"com.example/maps\":{}}}",
                "com.example/maps = {\"a\":\"b=c\"} | {\"extensions\":{\"com.example/maps\":{\"a\":\"b=c\"}}}",
                "io.modelcontextprotocol/ui | {\"extensions\":{\"io.modelcontextprotocol/ui\":"
                        + "{\"mimeTypes\":[\"text/html;profile=mcp-app\"]}}}",
                "io.modelcontextprotocol/ui={\"mimeTypes\":[]} | {\"extensions\":{\"io.modelcontextprotocol/ui\":"
                        + "{\"mimeTypes\":[]}}}",
            })
    void a_declaration_may_have_settings(String declaration, String capabilities) {
        assertThat(DeclaredCapabilities.of(List.of(declaration))).hasToString(capabilities);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"={} | has no name", "a/b={ | cannot be read", "a/b=1 | not a JSON object", "a/b= | cannot be read"
            })
    void malformed_declarations_are_refused(String declaration, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeclaredCapabilities.of(List.of(declaration)))
                .withMessageStartingWith("clientCapabilities: ")
                .withMessageContaining(reason);
    }

    @Test
    void an_empty_name_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeclaredCapabilities.of(List.of("")));
    }
}
