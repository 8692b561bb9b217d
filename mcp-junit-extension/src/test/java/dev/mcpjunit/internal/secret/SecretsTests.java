/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @Test
    void a_header_is_masked_with_and_without_its_scheme() {
        var secrets =
                Secrets.of(Map.of(), Map.of("Authorization", "Bearer q7-planted-W2", "Accept", "application/json"));

        assertThat(secrets.mask("401: Bearer q7-planted-W2")).isEqualTo("401: [masked: Authorization]");
        assertThat(secrets.mask("bad token 'q7-planted-W2', expected application/json"))
                .isEqualTo("bad token '[masked: Authorization]', expected application/json");
    }

    @Test
    void the_password_of_basic_authentication_is_masked_in_clear_too() {
        // ada:planted-Pw9
        var secrets = Secrets.of(Map.of(), Map.of("Authorization", "Basic YWRhOnBsYW50ZWQtUHc5"));

        assertThat(secrets.mask("YWRhOnBsYW50ZWQtUHc5 is ada:planted-Pw9, planted-Pw9"))
                .isEqualTo("[masked: Authorization] is [masked: Authorization], [masked: password]");
    }

    @Test
    void variables_are_masked_and_ordinary_values_are_not() {
        var secrets = Secrets.of(
                Map.of(
                        "API_TOKEN",
                        "tok123",
                        "GREETING",
                        "Planted-Value-1",
                        "PORT",
                        "8080",
                        "MODE",
                        "streamable-http",
                        "HOME_DIR",
                        "/srv/data/weather",
                        "DEBUG",
                        "true"),
                Map.of());

        assertThat(secrets.mask("tok123 Planted-Value-1 8080 streamable-http /srv/data/weather true"))
                .isEqualTo("[masked: API_TOKEN] [masked: GREETING] 8080 streamable-http /srv/data/weather true");
    }

    @ParameterizedTest
    @CsvSource({"PWD, /srv/project", "OLDPWD, /srv/project", "PORT, ${mcp.port}", "API_PORT, ${mcp.port}"})
    void variables_of_the_shell_and_placeholders_are_not_masked(String name, String value) {
        assertThat(Secrets.of(Map.of(name, value), Map.of()).mask("see " + value))
                .isEqualTo("see " + value);
    }

    @Test
    void different_secrets_stay_different_and_the_longer_one_is_masked_whole() {
        var secrets = Secrets.of(Map.of("A_KEY", "planted-1", "B_KEY", "planted-1-and-more"), Map.of());

        assertThat(secrets.mask("planted-1 planted-1-and-more")).isEqualTo("[masked: A_KEY] [masked: B_KEY]");
    }

    @Test
    void a_plain_word_is_masked_only_where_it_stands_alone() {
        var secrets = Secrets.of(Map.of("DB_PASSWORD", "monkey"), Map.of());

        assertThat(secrets.mask("monkey, monkeys")).isEqualTo("[masked: DB_PASSWORD], monkeys");
    }

    @Test
    void a_secret_inside_of_json_is_masked() {
        var secrets = Secrets.of(Map.of("TOKEN", "pla\"nted\\1"), Map.of());

        assertThat(secrets.mask("{\"token\":\"pla\\\"nted\\\\1\"}")).isEqualTo("{\"token\":\"[masked: TOKEN]\"}");
    }

    @Test
    void parts_of_addresses_are_masked_raw_and_decoded() {
        var secrets = Secrets.of(URI.create("http://ada:planted%2FPw@example.com/mcp?key=planted-key&page=12"));

        assertThat(secrets.mask("ada:planted/Pw planted%2FPw planted-key page 12"))
                .isEqualTo("[masked: user information] [masked: user information] [masked: query] page 12");
        assertThat(Secrets.of(Map.of("DATABASE_URL", "postgres://ada:planted-Pw@db/x"), Map.of())
                        .mask("cannot connect as ada with planted-Pw"))
                .isEqualTo("cannot connect as ada with [masked: user information]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "github_pat_11ABCDEFG0abcdefghijkl_mnop",
                "sk-proj-abcdefghijklmnop1234",
                "AKIAABCDEFGHIJKLMNOP",
                "xoxb-1234567890-abcdefghij",
                "glpat-abcdefghijklmnopqrst",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIabc+/=\n-----END RSA PRIVATE KEY-----"
            })
    void tokens_are_known_by_their_shape(String token) {
        assertThat(Secrets.of(Map.of(), Map.of()).mask("it is " + token + ".")).isEqualTo("it is [masked: token].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.sk-ABCDEFGHIJKLMNOPQRSTUV",
                "mcpauth_abcdefghij-sk-ABCDEFGHIJKLMNOPQRSTUV",
                "glpat-abcd-ghp_ABCDEFGHIJKLMNOPQRSTUVWX",
                "-----BEGIN PRIVATE KEY-----\nMIIa/AKIAABCDEFGHIJKLMNOP/b\n-----END PRIVATE KEY-----"
            })
    void a_token_inside_of_another_leaves_nothing_of_it_visible(String token) {
        assertThat(Secrets.of(Map.of(), Map.of()).mask("it is " + token + ".")).isEqualTo("it is [masked: token].");
    }

    @Test
    void blanks_are_no_secret() {
        Secrets secrets = Secrets.of(URI.create("http://example.com/mcp?q=%20%20%20%20"));

        assertThat(secrets.mask("a b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://ada:planted@example.com/mcp http://example.com/mcp",
                "http://example.com/mcp?token=planted http://example.com/mcp?…",
                "http://my_host:80/mcp?token=planted http://my_host:80/mcp?…",
                "http://[::1/mcp?token=planted http://[::1/mcp?…",
                "http://ada:pla|nted@example.com/mcp http://example.com/mcp",
                "http://ada:pla/nted@example.com/mcp http://example.com/mcp",
                "http://ada:pla?nted@example.com/mcp http://…",
                "http://example.com/mcp?mail=a@b&token=planted http://…",
                "example.com/mcp#planted example.com/mcp#…"
            })
    void a_malformed_address_shows_no_secret(String address, String shown) {
        assertThat(Addresses.withoutSecrets(address)).isEqualTo(shown);
    }

    @Test
    void what_is_remembered_is_masked_everywhere() {
        Secrets.of(Map.of("REMEMBERED_TOKEN", "planted-and-remembered"), Map.of())
                .remember();

        assertThat(Secrets.maskKnown("x planted-and-remembered y")).isEqualTo("x [masked: REMEMBERED_TOKEN] y");
    }

    @Test
    void any_number_of_issued_secrets_leaves_those_that_were_declared() {
        Secrets.of(Map.of("DECLARED_TOKEN", "planted-and-declared"), Map.of()).remember();

        for (int i = 0; i <= KnownSecrets.MOST; i++) {
            Secrets.of(Map.of("REFRESH_TOKEN", "planted-refresh-" + i + "-"), Map.of())
                    .rememberIssued();
        }

        assertThat(Secrets.maskKnown("planted-and-declared")).isEqualTo("[masked: DECLARED_TOKEN]");
        assertThat(Secrets.maskKnown("planted-refresh-" + KnownSecrets.MOST + "-"))
                .isEqualTo("[masked: REFRESH_TOKEN]");
    }

    @Test
    void a_secret_that_is_used_again_is_not_forgotten() {
        Secrets used = Secrets.of(Map.of("ISSUED_TOKEN", "planted-and-used-again"), Map.of());
        used.rememberIssued();

        for (int i = 0; i < KnownSecrets.MOST; i++) {
            Secrets.of(Map.of("REFRESH_TOKEN", "planted-again-" + i + "-"), Map.of())
                    .rememberIssued();
            if (i % 500 == 0) {
                used.rememberIssued();
            }
        }

        assertThat(Secrets.maskKnown("planted-and-used-again")).isEqualTo("[masked: ISSUED_TOKEN]");
    }

    @Test
    void secrets_among_the_words_of_a_command_are_masked() {
        Secrets secrets = Secrets.ofCommand(List.of(
                "npx",
                "--api-key=planted-one",
                "--token",
                "planted-two",
                "-Ddb.password=planted-three",
                "--header",
                "Authorization: Bearer planted-four",
                "-e",
                "ACCESS_TOKEN=planted-five",
                "postgres://user:planted-six@localhost/db",
                "--token-file",
                "/run/token",
                "--api-version=2025-06-18",
                "--author",
                "weather",
                "streamable-http"));

        assertThat(secrets.mask("planted-one planted-two planted-three planted-four planted-five planted-six"))
                .isEqualTo("[masked: api-key] [masked: token] [masked: Ddb.password] [masked: Authorization]"
                        + " [masked: ACCESS_TOKEN] [masked: user information]");
        assertThat(secrets.mask("/run/token 2025-06-18 weather streamable-http npx localhost"))
                .isEqualTo("/run/token 2025-06-18 weather streamable-http npx localhost");
        assertThat(Secrets.ofCommand(List.of("--token", "cGxhbnRlZA==")).mask("cGxhbnRlZA=="))
                .isEqualTo("[masked: token]");
        assertThat(new McpEndpoint.Stdio(List.of("server", "--password", "planted-seven")))
                .hasToString("Stdio[server --password [masked: password]]");
    }
}
