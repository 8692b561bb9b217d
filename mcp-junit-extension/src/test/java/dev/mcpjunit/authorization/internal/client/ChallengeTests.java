/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts of {@code WWW-Authenticate} have a Bearer challenge. */
class ChallengeTests {

    private static Optional<Challenge> bearer(String... values) {
        return Challenge.bearer(HttpHeaders.of(Map.of("WWW-Authenticate", List.of(values)), (name, value) -> true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer a=\"1\"",
                "bearer a=1",
                "BEARER  a = \"1\"",
                "Basic realm=\"x, y\", Bearer a=\"1\"",
                "Negotiate, Bearer realm=\"b\", a=\"1\"",
                "Bearer realm=\"b\", Bearer a=\"1\"",
                "Bearer realm=\"q\\\"uote, Basic\", a=\"1\", Basic realm=\"c\"",
                "Bearer a=\"1\", Bearer a=\"2\"",
                "Negotiate abc==, Bearer a=1"
            })
    void a_parameter_of_a_challenge(String value) {
        assertThat(bearer(value).flatMap(found -> found.find("a"))).contains("1");
    }

    @Test
    void a_challenge_without_parameters() {
        assertThat(bearer("Bearer")).isPresent();
        assertThat(bearer("Basic realm=\"a\"", "Bearer")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"use, Bearer tokens\"",
                "Basic realm=\"a\\\", Bearer b=1\"",
                "Basic Bearer=1",
                "Basic realm=a, Bearer=1",
                "Bearers a=1",
                ""
            })
    void no_challenge(String value) {
        assertThat(bearer(value)).isEmpty();
    }

    @Test
    void parameters_of_other_schemes_do_not_count() {
        assertThat(bearer("Bearer a=1, DPoP b=2").flatMap(found -> found.find("b")))
                .isEmpty();
        assertThat(bearer("Bearer", "Basic b=2").flatMap(found -> found.find("b")))
                .isEmpty();
    }

    @Test
    void headers_of_two_challenges() {
        assertThat(bearer("Bearer realm=\"a\"", "Bearer b=\"2\"").flatMap(found -> found.find("b")))
                .contains("2");
    }
}
