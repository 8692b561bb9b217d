/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.Verdicts;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginSetup;
import dev.mcpjunit.contract.login.check.AuthorizedClientCheck;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests how a client logs in to protected servers, and what it does with its tokens. The servers are those of the
 * contract, on loopback; a test class needs none of its own:
 *
 * <pre>{@code
 * class WeatherClientLoginTests implements AuthorizedClientContract {
 *
 *     @Override
 *     public ClientUnderTest connect(LoginSetup setup) {
 *         WeatherClient client = WeatherClient.connect(setup.endpoint(), setup.browser());
 *         return ClientUnderTest.of(tool -> client.forecast("Oslo"), client::close);
 *     }
 *
 *     @Override
 *     public DeclaredLogin login() {
 *         return DeclaredLogin.byItself("get-forecast");
 *     }
 * }
 * }</pre>
 *
 * <p>A test fails if the wire shows that the client breaks the rule of its check. The message has the rule and the
 * timeline. A test is aborted if its check does not apply, or is inconclusive; {@code -Dmcp.contract=required} fails
 * inconclusive checks. To leave a test out, override and disable it. No message contains a token.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface AuthorizedClientContract {

    /**
     * Connect a fresh client, which knows no token and no authorization server yet. It may log in now or with its first
     * call. Called several times for each check.
     *
     * @param setup the address of the server, a browser for clients that log in by themselves, and tokens for others
     * @return the client; never {@code null}
     * @throws Exception if the client does not connect
     */
    ClientUnderTest connect(LoginSetup setup) throws Exception;

    /**
     * Say what the client declares about its login.
     *
     * @return the declaration; never {@code null}
     */
    DeclaredLogin login();

    /** A client without a token logs in, and its call is executed. */
    @Test
    @DisplayName("logs in")
    default void logsIn() {
        report(AuthorizedClientCheck.LOGS_IN);
    }

    /** It reads the metadata at the address that the challenge names, whatever that is. */
    @Test
    @DisplayName("follows the challenge")
    default void followsTheChallenge() {
        report(AuthorizedClientCheck.FOLLOWS_THE_CHALLENGE);
    }

    /** It reads the metadata at the well-known addresses if the challenge names none. */
    @Test
    @DisplayName("finds metadata at well known addresses")
    default void findsMetadataAtWellKnownAddresses() {
        report(AuthorizedClientCheck.FINDS_METADATA_AT_WELL_KNOWN_ADDRESSES);
    }

    /** It finds an authorization server that has OpenID Connect Discovery only. */
    @Test
    @DisplayName("supports openid discovery")
    default void supportsOpenidDiscovery() {
        report(AuthorizedClientCheck.SUPPORTS_OPENID_DISCOVERY);
    }

    /** It does not use metadata whose resource is another server. */
    @Test
    @DisplayName("refuses metadata of another resource")
    default void refusesMetadataOfAnotherResource() {
        report(AuthorizedClientCheck.REFUSES_METADATA_OF_ANOTHER_RESOURCE);
    }

    /** It does not use metadata of an authorization server that names another issuer. */
    @Test
    @DisplayName("refuses metadata of another issuer")
    default void refusesMetadataOfAnotherIssuer() {
        report(AuthorizedClientCheck.REFUSES_METADATA_OF_ANOTHER_ISSUER);
    }

    /** It names the server in authorization and token requests. */
    @Test
    @DisplayName("names the resource")
    default void namesTheResource() {
        report(AuthorizedClientCheck.NAMES_THE_RESOURCE);
    }

    /** It uses PKCE with S256. */
    @Test
    @DisplayName("uses pkce")
    default void usesPkce() {
        report(AuthorizedClientCheck.USES_PKCE);
    }

    /** It does not log in to an authorization server that does not say that it supports PKCE. */
    @Test
    @DisplayName("refuses servers without pkce")
    default void refusesServersWithoutPkce() {
        report(AuthorizedClientCheck.REFUSES_SERVERS_WITHOUT_PKCE);
    }

    /** It discards an authorization response with another state. */
    @Test
    @DisplayName("verifies the state")
    default void verifiesTheState() {
        report(AuthorizedClientCheck.VERIFIES_THE_STATE);
    }

    /** It discards an authorization response of another issuer, or of none. */
    @Test
    @DisplayName("verifies the issuer of answers")
    default void verifiesTheIssuerOfAnswers() {
        report(AuthorizedClientCheck.VERIFIES_THE_ISSUER_OF_ANSWERS);
    }

    /** It asks for the scope of the challenge, and for no more. */
    @Test
    @DisplayName("asks for the scope of the challenge")
    default void asksForTheScopeOfTheChallenge() {
        report(AuthorizedClientCheck.ASKS_FOR_THE_SCOPE_OF_THE_CHALLENGE);
    }

    /** It asks for more scope after 403 insufficient_scope, and repeats the call. */
    @Test
    @DisplayName("steps up")
    default void stepsUp() {
        report(AuthorizedClientCheck.STEPS_UP);
    }

    /** Each request after the login has the token. */
    @Test
    @DisplayName("sends the token with each request")
    default void sendsTheTokenWithEachRequest() {
        report(AuthorizedClientCheck.SENDS_THE_TOKEN_WITH_EACH_REQUEST);
    }

    /** No address has a token in it. */
    @Test
    @DisplayName("keeps tokens out of urls")
    default void keepsTokensOutOfUrls() {
        report(AuthorizedClientCheck.KEEPS_TOKENS_OUT_OF_URLS);
    }

    /** A redirect to another host or port gets no token. */
    @Test
    @DisplayName("keeps tokens from other origins")
    default void keepsTokensFromOtherOrigins() {
        report(AuthorizedClientCheck.KEEPS_TOKENS_FROM_OTHER_ORIGINS);
    }

    /** What one authorization server issued is not sent to another. */
    @Test
    @DisplayName("sends credentials only to their issuer")
    default void sendsCredentialsOnlyToTheirIssuer() {
        report(AuthorizedClientCheck.SENDS_CREDENTIALS_ONLY_TO_THEIR_ISSUER);
    }

    /** An expired token is replaced, and the user is not asked again. */
    @Test
    @DisplayName("replaces an expired token")
    default void replacesAnExpiredToken() {
        report(AuthorizedClientCheck.REPLACES_AN_EXPIRED_TOKEN);
    }

    /** Concurrent calls with an expired token lead to one refresh. */
    @Test
    @DisplayName("refreshes once for concurrent calls")
    default void refreshesOnceForConcurrentCalls() {
        report(AuthorizedClientCheck.REFRESHES_ONCE_FOR_CONCURRENT_CALLS);
    }

    /** A call that may have been executed is not repeated after a new login. */
    @Test
    @DisplayName("does nothing twice")
    default void doesNothingTwice() {
        report(AuthorizedClientCheck.DOES_NOTHING_TWICE);
    }

    /** A server that refuses each token is given up after a few attempts. */
    @Test
    @DisplayName("gives up on endless refusals")
    default void givesUpOnEndlessRefusals() {
        report(AuthorizedClientCheck.GIVES_UP_ON_ENDLESS_REFUSALS);
    }

    /** The caller reads that authorization is the reason. */
    @Test
    @DisplayName("says that a login is needed")
    default void saysThatALoginIsNeeded() {
        report(AuthorizedClientCheck.SAYS_THAT_A_LOGIN_IS_NEEDED);
    }

    private void report(AuthorizedClientCheck check) {
        Verdicts.report(AuthorizedClientProbe.of(this::connect, login()).check(check));
    }
}
