/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.AuthorizedClientContract;
import dev.mcpjunit.contract.AuthorizedClientProbe;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.login.check.AuthorizedClientCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about clients of protected servers, correct and wrong in one way each. */
class AuthorizedClientContractTests {

    private static final Path PAGE = Path.of("..", "docs", "authorized-clients.md");

    private static final int CHECKS = AuthorizedClientCheck.values().length;

    /** Gives a test case the flaw of its run. */
    static final class FlawReader implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object testCase, ExtensionContext context) {
            LoginFlaw flaw =
                    LoginFlaw.valueOf(context.getConfigurationParameter("flaw").orElseThrow());
            if (testCase instanceof ByItselfTestCase byItself) {
                byItself.flaw = flaw;
            } else {
                ((SuppliedTestCase) testCase).flaw = flaw;
            }
        }
    }

    @ExtendWith(FlawReader.class)
    static class ByItselfTestCase implements AuthorizedClientContract {
        private LoginFlaw flaw = LoginFlaw.NONE;

        @Override
        public ClientUnderTest connect(LoginSetup setup) throws Exception {
            return LoginClient.connect(setup, flaw);
        }

        @Override
        public DeclaredLogin login() {
            return DeclaredLogin.byItself("get-forecast")
                    .neverRepeats("book-trip")
                    .callsConcurrently();
        }
    }

    @ExtendWith(FlawReader.class)
    static class SuppliedTestCase implements AuthorizedClientContract {
        private LoginFlaw flaw = LoginFlaw.NONE;

        @Override
        public ClientUnderTest connect(LoginSetup setup) throws Exception {
            return LoginClient.supplied(setup, flaw);
        }

        @Override
        public DeclaredLogin login() {
            return DeclaredLogin.fromSupplier("get-forecast").neverRepeats("book-trip");
        }
    }

    private static Run run(LoginFlaw flaw, Class<?> testCase) {
        Run run = Run.with(Map.of("flaw", flaw.name()), testCase);
        assertThat(run.started()).isEqualTo(CHECKS);
        assertThat(run.failures())
                .allSatisfy(each -> assertThat(each.getMessage()).doesNotContain("mcpauth_"));
        return run;
    }

    @Test
    void a_correct_client_passes_all_checks() {
        run(LoginFlaw.NONE, ByItselfTestCase.class).allSucceeded(CHECKS);
    }

    @Test
    void a_correct_client_with_a_supplier_passes_all_that_apply() {
        Run run = run(LoginFlaw.NONE, SuppliedTestCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(8);
        assertThat(run.aborted())
                .allMatch(
                        reason -> reason.matches("Not applicable: [a-z ]+: the client gets its tokens from a supplier,"
                                + " and sees no authorization server; see DeclaredLogin\\.byItself\\(…\\)\\."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IGNORES_CHALLENGE | follows the challenge | The metadata is only at the address that the challenge names, but the caller got IOException: Unauthorized, no metadata",
                "NEEDS_HINT | finds metadata at well known addresses | The challenge names no address, and the metadata is at the well-known address with the path, but the caller got IOException",
                "KNOWS_NO_OPENID_DISCOVERY | supports openid discovery | The authorization server has only /.well-known/openid-configuration, but the caller got IOException",
                "TRUSTS_ANY_RESOURCE | refuses metadata of another resource | which is another server, and yet the client sent a registration to the authorization server that it names",
                "TRUSTS_ANY_ISSUER | refuses metadata of another issuer | and yet the client sent a registration to it",
                "AUTHORIZES_WITHOUT_RESOURCE | names the resource | The authorization request has no resource; it must be http://127.0.0.1:",
                "PLAIN_PKCE | uses pkce | The code_challenge_method of the authorization request is plain.",
                "ASSUMES_PKCE | refuses servers without pkce | has no code_challenge_methods_supported, and yet the client sent an authorization request.",
                "IGNORES_STATE | verifies the state | The authorization response has another state than the request, and yet the client sent its code to the token endpoint.",
                "IGNORES_ISSUER_OF_ANSWERS | verifies the issuer of answers | The authorization response names another issuer in iss, and yet",
                "ASKS_FOR_ALL_SCOPES | asks for the scope of the challenge | The challenge has only the scope weather:read, but the client asked for weather:",
                "NEVER_STEPS_UP | steps up | but the client sent no authorization request: the caller got IOException: HTTP 403 Forbidden: insufficient_scope",
                "TRIES_WITHOUT_TOKEN_FIRST | sends the token with each request | The client sent notifications/initialized without a token after it had logged in.",
                "TOKEN_IN_QUERY | keeps tokens out of urls | The client sent a token in the query of the address, with initialize.",
                "TOKEN_FOLLOWS_REDIRECTS | keeps tokens from other origins | The server redirected a call with 307 to http://localhost:",
                "TOKEN_FOLLOWS_REDIRECTS_TO_OTHER_PORTS | keeps tokens from other origins | , another port of the same host, and the client sent its token there.",
                "REVOKES_REFRESH_TOKEN_AT_NEXT_ISSUER | sends credentials only to their issuer | and the client sent the new one a refresh token of the old one, with POST /revoke.",
                "REUSES_REFRESH_TOKEN | sends credentials only to their issuer | and the client sent the new one a refresh token of the old one, with token request (refresh_token).",
                "KEEPS_OLD_REFRESH_TOKEN | replaces an expired token | The token expired, and the next one as well, but the caller got IOException: Unauthorized: the refresh was refused",
                "REFRESHES_FOR_EACH_CALL | refreshes once for concurrent calls | The token expired during 4 concurrent calls, and the client sent 4 refreshes.",
                "REPEATS_LOST_CALLS_AFTER_LOGIN | does nothing twice | was lost, and the token expired, and the client sent the call again: the server executed it twice.",
                "NEVER_GIVES_UP | gives up on endless refusals | and the client tried more than 30 times and went on; the declared maximum is 5 attempts.",
                "HIDES_THE_REASON | says that a login is needed | the failure that the caller got does not say so: the caller got IllegalStateException: The call failed after",
            })
    void one_flaw_fails_one_check(LoginFlaw flaw, String check, String violation) {
        Run run = run(flaw, ByItselfTestCase.class);

        assertThat(run.failedTests()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageStartingWith("Failed: " + check + ": ")
                .hasMessageContaining(violation)
                .hasMessageContaining("\n  Rule: ")
                .hasMessageContaining("\n\nTimeline:\n"));
        assertThat(run.aborted()).allMatch(reason -> reason.matches("(?s)Inconclusive: [a-z ]+: .*"));
    }

    @ParameterizedTest
    @CsvSource({"PREFERS_PUBLIC_DOCUMENT", "LISTENS_ON_ANY_PORT", "PINGS_OFTEN"})
    void a_correct_client_of_another_kind_passes_all_checks(LoginFlaw kind) {
        run(kind, ByItselfTestCase.class).allSucceeded(CHECKS);
    }

    @Test
    void a_client_that_logs_in_before_its_first_request_gets_no_challenge() {
        Run run = run(LoginFlaw.LOGS_IN_BEFORE_ITS_FIRST_REQUEST, ByItselfTestCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .contains("Not applicable: asks for the scope of the challenge: the client logs in before its first"
                        + " request, and so without a challenge.");
    }

    @ParameterizedTest
    @CsvSource({"DOES_NOTHING", "NEVER_LOGS_IN"})
    void a_client_that_does_not_log_in_passes_nothing(LoginFlaw flaw) {
        Run run = run(flaw, ByItselfTestCase.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failedTests()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageStartingWith("Failed: logs in: A server requires a token, and does everything right,"
                        + " but the caller got "));
        assertThat(run.aborted()).hasSize(CHECKS - 1).allMatch(reason -> reason.startsWith("Inconclusive: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAILS_WHEN_EXPIRED | replaces an expired token",
                "TOKEN_IN_QUERY | keeps tokens out of urls",
                "TOKEN_FOLLOWS_REDIRECTS | keeps tokens from other origins",
                "TRIES_WITHOUT_TOKEN_FIRST | sends the token with each request",
                "REPEATS_LOST_CALLS | does nothing twice",
                "NEVER_GIVES_UP | gives up on endless refusals",
                "HIDES_THE_REASON | says that a login is needed"
            })
    void one_flaw_of_a_client_with_a_supplier_fails_one_check(LoginFlaw flaw, String check) {
        Run run = run(flaw, SuppliedTestCase.class);

        assertThat(run.failedTests()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageStartingWith("Failed: " + check + ": "));
    }

    @Test
    void what_is_not_declared_is_not_passed() {
        var probe = AuthorizedClientProbe.of(
                setup -> LoginClient.connect(setup, LoginFlaw.REPEATS_LOST_CALLS),
                DeclaredLogin.byItself("get-forecast"));

        assertThat(probe.check(AuthorizedClientCheck.DOES_NOTHING_TWICE).message())
                .isEqualTo("Not applicable: does nothing twice: no tool that must not be called twice is declared; see"
                        + " DeclaredLogin.neverRepeats(…).");
        assertThat(probe.check(AuthorizedClientCheck.REFRESHES_ONCE_FOR_CONCURRENT_CALLS)
                        .message())
                .isEqualTo(
                        "Not applicable: refreshes once for concurrent calls: the client is not declared to be called"
                                + " by several threads; see DeclaredLogin.callsConcurrently().");
    }

    @Test
    void a_client_may_replace_its_token_before_it_expires() {
        Verdict verdict = AuthorizedClientProbe.of(
                        setup -> LoginClient.connect(setup, LoginFlaw.REFRESHES_ONLY_IN_TIME),
                        DeclaredLogin.byItself("get-forecast"))
                .check(AuthorizedClientCheck.REPLACES_AN_EXPIRED_TOKEN);

        assertThat(verdict.passed()).as(verdict::message).isTrue();
        assertThat(verdict.timeline()).contains("token request (refresh_token) → 200");
    }

    @Test
    void a_token_that_a_client_shows_is_masked() {
        var tokens = new ArrayList<String>();
        var probe = AuthorizedClientProbe.of(
                setup -> {
                    tokens.add(setup.token());
                    throw new IOException("No server accepts " + setup.token());
                },
                DeclaredLogin.fromSupplier("get-forecast"));

        Verdict verdict = probe.check(AuthorizedClientCheck.LOGS_IN);

        assertThat(verdict.reason()).contains("but the caller got IOException: No server accepts ");
        assertThat(tokens).hasSize(1).allSatisfy(token -> assertThat(verdict.message())
                .doesNotContain(token.substring(0, 20)));
    }

    @Test
    void a_client_that_hangs_fails_and_is_ended() {
        var interrupted = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var probe = AuthorizedClientProbe.of(
                setup -> ClientUnderTest.of(
                        tool -> {
                            try {
                                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                            } finally {
                                interrupted.countDown();
                            }
                        },
                        closed::countDown),
                DeclaredLogin.byItself("get-forecast").answersWithin(Duration.ofMillis(100)));

        assertThat(probe.check(AuthorizedClientCheck.LOGS_IN).message())
                .startsWith(
                        "Failed: logs in: The caller was not answered within 100 ms. If a login takes longer, declare"
                                + " answersWithin(…).");
        assertThat(interrupted.getCount()).isZero();
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void an_exemption_of_no_check_is_a_mistake() {
        var probe = AuthorizedClientProbe.of(
                setup -> LoginClient.connect(setup, LoginFlaw.NONE),
                DeclaredLogin.byItself("get-forecast").exempt("logs out", "it does not"));

        assertThatThrownBy(() -> probe.check(AuthorizedClientCheck.LOGS_IN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no check 'logs out' to exempt. The checks are: logs in, ");
    }

    @Test
    void each_check_is_a_test_of_its_name() {
        assertThat(tests()).extracting(Method::getName).containsExactlyInAnyOrderElementsOf(names());
        assertThat(tests()).allSatisfy(method -> assertThat(
                        camelCase(method.getAnnotation(DisplayName.class).value()))
                .isEqualTo(method.getName()));
    }

    @Test
    void the_page_lists_the_checks() throws IOException {
        String table = Stream.of(AuthorizedClientCheck.values())
                .map(check -> "| " + check + " | " + check.sentence() + " | [" + check.level() + "](" + check.source()
                        + ") |")
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(PAGE))
                .contains("\n| check | requirement | rule |\n|---|---|---|\n" + table + "\n\n");
    }

    private static List<Method> tests() {
        return Arrays.stream(AuthorizedClientContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }

    private static List<String> names() {
        return AuthorizedClientCheck.names().stream()
                .map(AuthorizedClientContractTests::camelCase)
                .toList();
    }

    private static String camelCase(String name) {
        return Pattern.compile(" ([a-z])").matcher(name).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
    }
}
