/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTests {

    private static String masked(List<String> names, String message) {
        return Masking.of(names).mask(Json.parse(message)).toString();
    }

    /** A time that grows with the square of the length would take hours here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-",
                "a.",
                "token",
                "token ",
                "password\"",
                "bearer ",
                "eyJ",
                "-----BEGIN ",
                " ",
                "=",
                "[",
                "{\"a\":"
            })
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void the_time_grows_with_the_length_of_a_text(String unit) {
        String text = "id: " + unit.repeat((1 << 20) / unit.length());

        JsonObject message = JsonObject.builder().put("text", text).build();

        assertThat(Masking.of(List.of()).mask(message)).isInstanceOf(JsonObject.class);
    }

    @Test
    void what_the_user_names_is_hidden_as_a_whole() {
        assertThat(masked(
                        List.of("person", "/params/account"),
                        "{\"person\":{\"name\":\"Ann\"},\"params\":{\"account\":[true,{}]}}"))
                .isEqualTo("{\"person\":\"[masked: person]\",\"params\":{\"account\":\"[masked: account]\"}}");
    }

    @Test
    void what_is_hidden_in_structured_content_is_hidden_in_its_copy_as_text() {
        assertThat(masked(
                        List.of("/result/structuredContent/iban"),
                        "{\"result\":{\"structuredContent\":{\"iban\":\"DE02\"},"
                                + "\"content\":[{\"type\":\"text\",\"text\":\"{\\\"iban\\\":\\\"DE02\\\"}\"}]}}"))
                .doesNotContain("DE02");
    }

    @Test
    void lists_of_secrets_are_hidden() {
        assertThat(masked(List.of(), "{\"passwords\":[\"x1\"],\"maxTokens\":100}"))
                .isEqualTo("{\"passwords\":[\"[masked: passwords]\"],\"maxTokens\":100}");
    }

    @Test
    void a_secret_in_a_line_of_a_log_is_hidden_and_its_name_stays() {
        assertThat(Masking.of(List.of())
                        .mask(JsonObject.builder()
                                .put("line", "user.db-password = 'hunter22', Authorization: Bearer abcdefghij")
                                .build()))
                .hasToString(
                        "{\"line\":\"user.db-password = '[masked: value]', Authorization: Bearer [masked: value]\"}");
    }

    @Test
    void a_known_secret_that_is_a_word_of_a_name_does_not_hide_the_name() {
        Secrets known = Secrets.of(Map.of("LOGIN_TOKEN", "passphrase"), Map.of());

        assertThat(Masking.of(List.of())
                        .mask(JsonObject.builder()
                                .put("line", "the_passphrase: tulip-44, passphrase: passphrase")
                                .build())
                        .toString())
                .as("with %s", known)
                .doesNotContain("tulip-44");
    }
}
