/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.AuthorizedClientProbe;
import dev.mcpjunit.contract.login.check.AuthorizedClientCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one check says about one flaw of a client of protected servers. */
class LoginFlawTests {

    private static Verdict verdict(LoginFlaw flaw, String check) {
        return AuthorizedClientProbe.of(
                        setup -> LoginClient.connect(setup, flaw),
                        DeclaredLogin.byItself("get-forecast")
                                .neverRepeats("book-trip")
                                .callsConcurrently())
                .check(AuthorizedClientCheck.valueOf(
                        check.toUpperCase(Locale.ROOT).replace(' ', '_')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KNOWS_NO_ROOT_METADATA | finds metadata at well known addresses | at the well-known address without a path, but the caller got IOException: Unauthorized, no metadata",
                "EXCHANGES_WITHOUT_RESOURCE | names the resource | The token request (authorization_code) has no resource; it must be http://127.0.0.1:",
                "REFRESHES_WITHOUT_RESOURCE | names the resource | The token request (refresh_token) has no resource; it must be http://127.0.0.1:",
                "NAMES_ANOTHER_RESOURCE | names the resource | The authorization request has the resource https://other.example.com/mcp, but the server is http://127.0.0.1:",
                "NO_PKCE | uses pkce | The authorization request has no code_challenge.",
                "WRONG_VERIFIER | uses pkce | No token request has the code_verifier of the code_challenge.",
                "SENDS_NO_STATE | verifies the state | The authorization request has no state.",
                "ACCEPTS_MISSING_ISSUER | verifies the issuer of answers | The authorization response has no iss, though the metadata announces it, and yet",
                "ASKS_FOR_NO_SCOPE_AT_FIRST | asks for the scope of the challenge | The challenge has the scope weather:read, but the client asked for no scope.",
                "FORGETS_SCOPES | steps up | but the client asked for weather:report instead of weather:read weather:report: the scopes that it had, and the new one.",
                "CLOSES_WITHOUT_TOKEN | sends the token with each request | The client sent DELETE without a token after it had logged in.",
                "REUSES_CLIENT_ID | sends credentials only to their issuer | and the client sent the new one a client_id of the old one.",
                "ASKS_USER_AGAIN | replaces an expired token | The token expired, and the client asked its user again, although it had a refresh token.",
                "FAILS_WHEN_EXPIRED | replaces an expired token | The token expired, but the caller got IOException: HTTP 401 Unauthorized after",
                "REPEATS_LOST_CALLS | does nothing twice | The response of a call of 'book-trip' was lost, and the client sent the call again: the server executed it twice.",
                "TRIES_TEN_TIMES | gives up on endless refusals | and the client tried 10 times; the declared maximum is 5 attempts.",
                "RETURNS_FAILURES | says that a login is needed | and the caller got an ordinary result (The call failed: 401 Unauthorized), though an exception or an error result is declared.",
                "PREFERS_WELL_KNOWN_METADATA | follows the challenge | other metadata is at the well-known address, but the caller got",
                "COMPARES_HOSTS_OF_RESOURCES | refuses metadata of another resource | which is another server of the same host, and yet the client sent a registration",
                "COMPARES_ORIGINS_OF_RESOURCES | refuses metadata of another resource | /mcp-other, which is another server of the same origin, and yet the client sent a registration",
                "ACCEPTS_MISSING_RESOURCE | refuses metadata of another resource | it has no resource, and yet the client sent a registration",
                "TRUSTS_ANY_OPENID_ISSUER | refuses metadata of another issuer | The metadata of OpenID Connect Discovery at http://127.0.0.1:",
                "ACCEPTS_MISSING_ISSUER_OF_METADATA | refuses metadata of another issuer | has no issuer, and yet the client sent a registration",
                "ASSUMES_PKCE_OF_OPENID_PROVIDERS | refuses servers without pkce | The metadata of OpenID Connect Discovery of the authorization server has no code_challenge_methods_supported, and yet",
                "NO_PKCE_LATER | uses pkce | A later authorization request has no code_challenge.",
                "CONSTANT_VERIFIER | uses pkce | Two authorization requests have the same code_challenge; it must be new for each.",
                "SHORT_VERIFIER | uses pkce | The code_verifier has 6 characters; it must have 43 to 128 letters, digits, or -._~.",
                "AUTHORIZES_WITHOUT_RESOURCE_LATER | names the resource | The authorization request has no resource; it must be http://127.0.0.1:",
                "ACCEPTS_MISSING_STATE | verifies the state | The authorization response has no state, though the request has one, and yet",
                "CONSTANT_STATE | verifies the state | Two authorization requests have the same state; it must be new for each.",
                "SENDS_NO_STATE_LATER | verifies the state | A later authorization request has no state.",
                "COMPARES_ANNOUNCED_ISSUERS_ONLY | verifies the issuer of answers | names another issuer in iss, which the metadata does not announce, and yet",
                "COMPARES_HOSTS_OF_ISSUERS | verifies the issuer of answers | names another issuer in iss, on the same host, and yet",
                "SENDS_TOKEN_TO_ISSUERS | keeps tokens from other origins | The client sent its access token to the authorization server, with token request (refresh_token); it is for http://127.0.0.1:",
                "SENDS_TOKEN_TO_ISSUERS | sends credentials only to their issuer | and the client sent the new one an access token of the old one, with GET /.well-known/oauth-",
                "TOKEN_FOLLOWS_PERMANENT_REDIRECTS | keeps tokens from other origins | The server redirected a call with 308 to http://localhost:",
                "REFRESHES_BY_QUERY | keeps tokens out of urls | in the query of the address, with token request (refresh_token).",
                "CLOSES_SESSIONS_WITHOUT_TOKEN | sends the token with each request | The client sent DELETE without a token after it had logged in.",
                "REUSES_CLIENT_ID_IN_HEADER | sends credentials only to their issuer | and the client sent the new one a client_id of the old one.",
                "ASKS_USER_WHILE_REFRESHING | refreshes once for concurrent calls | and the client refreshed it for one, and asked its user for another",
                "REPEATS_LOST_CALLS_WITH_THE_NEXT | does nothing twice | and the client sent the call again: the server executed it twice.",
                "REPEATS_LOST_CALLS_IN_BACKGROUND | does nothing twice | and the client sent the call again: the server executed it twice.",
                "STEPS_UP_ENDLESSLY | gives up on endless refusals | The server refused each call with 403 insufficient_scope, and the client tried more than 30 times and went on",
                "NAMES_THE_REASON_IN_A_PACKAGE | says that a login is needed | does not say so: the caller got FailureException: The call failed",
                "TAKES_TOKENS_OF_A_SUPPLIER | logs in | A client that is declared to log in by itself gets no token."
            })
    void other_forms_of_a_flaw_fail_its_check(LoginFlaw flaw, String check, String violation) {
        Verdict verdict = verdict(flaw, check);

        assertThat(verdict.status()).isEqualTo(Verdict.Status.FAILED);
        assertThat(verdict.reason()).contains(violation);
        assertThat(verdict.timeline()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOGS_IN_AND_NEVER_CALLS | gives up on endless refusals | the client could not log in to a server that does everything right",
                "NEVER_LOGS_IN | gives up on endless refusals | the client could not log in to a server that does everything right",
                "CRASHES_AT_NEXT_ISSUER | sends credentials only to their issuer | sent it nothing, for a reason that it does not say: its caller got IllegalStateException"
            })
    void what_is_not_seen_is_not_passed(LoginFlaw flaw, String check, String reason) {
        Verdict verdict = verdict(flaw, check);

        assertThat(verdict.status()).isEqualTo(Verdict.Status.INCONCLUSIVE);
        assertThat(verdict.reason()).contains(reason);
    }

    @Test
    void a_token_in_a_failure_is_masked_before_it_is_shortened() {
        Verdict verdict = verdict(LoginFlaw.SHOWS_ITS_TOKEN, "keeps tokens from other origins");

        assertThat(verdict.timeline())
                .contains("The call failed: Authorization: ")
                .doesNotContain("mcpauth_");
        assertThat(verdict.message()).doesNotContain("mcpauth_");
    }
}
