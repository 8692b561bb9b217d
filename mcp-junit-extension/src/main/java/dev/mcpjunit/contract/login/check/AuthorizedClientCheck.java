/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The checks of {@code AuthorizedClientContract}. A client that is wrong in one thing fails one check; what cannot be
 * seen because of it is inconclusive. The names of the constants are the names of the checks and of their tests.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum AuthorizedClientCheck {
    /** A client without a token logs in, and its call is executed. */
    LOGS_IN(
            "a client without a token logs in, and its call is executed",
            "MUST",
            Pages.AUTHORIZATION + "#authorization-flow-steps",
            DiscoveryChecks::logsIn),
    /** It reads the metadata at the address that the challenge names, whatever that is. */
    FOLLOWS_THE_CHALLENGE(
            "it reads the metadata at the address that `resource_metadata` of the challenge names,"
                    + " even if the well-known address has other metadata",
            "MUST",
            Pages.RESOURCE_METADATA,
            DiscoveryChecks::challenge),
    /** It reads the metadata at the well-known addresses if the challenge names none. */
    FINDS_METADATA_AT_WELL_KNOWN_ADDRESSES(
            "it reads the metadata at the well-known addresses, with the path and without, if the"
                    + " challenge names none",
            "MUST",
            Pages.RESOURCE_METADATA,
            DiscoveryChecks::wellKnown),
    /** It finds an authorization server that has OpenID Connect Discovery only. */
    SUPPORTS_OPENID_DISCOVERY(
            "it finds an authorization server that has OpenID Connect Discovery only",
            "MUST",
            Pages.SERVER_METADATA,
            DiscoveryChecks::openId),
    /** It does not use metadata whose resource is another server. */
    REFUSES_METADATA_OF_ANOTHER_RESOURCE(
            "it does not use metadata whose `resource` is another server, or is missing",
            "MUST NOT",
            "https://www.rfc-editor.org/rfc/rfc9728.html#section-3.3",
            DiscoveryChecks::anotherResource),
    /** It does not use metadata of an authorization server that names another issuer. */
    REFUSES_METADATA_OF_ANOTHER_ISSUER(
            "it does not use metadata of an authorization server whose `issuer` is another one, or is missing",
            "MUST NOT",
            Pages.SERVER_METADATA,
            DiscoveryChecks::anotherIssuer),
    /** It names the server in authorization and token requests. */
    NAMES_THE_RESOURCE(
            "authorization and token requests, refreshes too, have `resource`, and it is the server",
            "MUST",
            Pages.AUTHORIZATION + "#resource-parameter-implementation",
            FlowChecks::resource),
    /** It uses PKCE with S256. */
    USES_PKCE(
            "each authorization request has a new `code_challenge` by `S256`, and the token request"
                    + " its verifier of 43 to 128 characters",
            "MUST",
            Pages.SECURITY + "#authorization-code-protection",
            FlowChecks::pkce),
    /** It does not log in to an authorization server that does not say that it supports PKCE. */
    REFUSES_SERVERS_WITHOUT_PKCE(
            "it sends no authorization request if the metadata lacks `code_challenge_methods_supported`",
            "MUST",
            Pages.SECURITY + "#authorization-code-protection",
            FlowChecks::withoutPkce),
    /** It discards an authorization response with another state. */
    VERIFIES_THE_STATE(
            "it sends a new `state` each time, and discards an authorization response whose `state` is"
                    + " another one, or is missing",
            "SHOULD",
            Pages.SECURITY + "#open-redirection",
            FlowChecks::state),
    /** It discards an authorization response of another issuer, or of none. */
    VERIFIES_THE_ISSUER_OF_ANSWERS(
            "it discards an authorization response whose `iss` is another issuer, announced or not, or"
                    + " is missing though it was announced",
            "MUST",
            Pages.AUTHORIZATION + "#authorization-response-validation",
            FlowChecks::issuerOfAnswers),
    /** It asks for the scope of the challenge, and for no more. */
    ASKS_FOR_THE_SCOPE_OF_THE_CHALLENGE(
            "it asks for the scope of the challenge, and not for all that the metadata lists",
            "SHOULD",
            Pages.AUTHORIZATION + "#scope-selection-strategy",
            ScopeChecks::firstScope),
    /** It asks for more scope after 403 insufficient_scope, and repeats the call. */
    STEPS_UP(
            "after 403 `insufficient_scope` it asks for the old scopes and the new one, and repeats the call",
            "SHOULD",
            Pages.AUTHORIZATION + "#step-up-authorization-flow",
            ScopeChecks::stepUp),
    /** Each request after the login has the token. */
    SENDS_THE_TOKEN_WITH_EACH_REQUEST(
            "each request to the server after the login has the token in its `Authorization` header",
            "MUST",
            Pages.AUTHORIZATION + "#token-requirements",
            TokenUseChecks::eachRequest),
    /** No address has a token in it. */
    KEEPS_TOKENS_OUT_OF_URLS(
            "no request has a token in the query of its address, not even one to the authorization server",
            "MUST NOT",
            Pages.AUTHORIZATION + "#token-requirements",
            TokenUseChecks::noQuery),
    /** A redirect to another host or port gets no token. */
    KEEPS_TOKENS_FROM_OTHER_ORIGINS(
            "neither a request that is redirected to another host or port nor a request to the"
                    + " authorization server has the access token",
            "good practice",
            "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4",
            TokenUseChecks::redirect),
    /** What one authorization server issued is not sent to another. */
    SENDS_CREDENTIALS_ONLY_TO_THEIR_ISSUER(
            "if the server changes its authorization server, the new one gets no client id, no access"
                    + " token and no refresh token of the old one",
            "MUST NOT",
            Pages.PREFIX + "basic/authorization/client-registration#authorization-server-binding",
            TokenUseChecks::issuersApart),
    /** An expired token is replaced, and the user is not asked again. */
    REPLACES_AN_EXPIRED_TOKEN(
            "when its token expires, twice in a row, the next call succeeds with a new token without"
                    + " asking the user again; the client may replace it before or after a 401",
            "good practice",
            "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-13#section-4.3",
            RefreshChecks::replacesExpired),
    /** Concurrent calls with an expired token lead to one refresh. */
    REFRESHES_ONCE_FOR_CONCURRENT_CALLS(
            "concurrent calls with an expired token lead to one refresh, all succeed, and the user is"
                    + " not asked again",
            "follows from",
            "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-13#section-4.3.1",
            RefreshChecks::onceForAll),
    /** A call that may have been executed is not repeated after a new login. */
    DOES_NOTHING_TWICE(
            "a call of `neverRepeats(…)` whose response is lost is not sent again, not even after a new"
                    + " login or another call",
            "SHOULD NOT",
            "https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.2",
            RefreshChecks::nothingTwice),
    /** A server that refuses each token is given up after a few attempts. */
    GIVES_UP_ON_ENDLESS_REFUSALS(
            "it stops after at most `attempts(…)` attempts if the server answers each token with 401, or"
                    + " each call with 403 `insufficient_scope`",
            "SHOULD",
            Pages.AUTHORIZATION + "#step-up-authorization-flow",
            RefusalChecks::endless),
    /** The caller reads that authorization is the reason. */
    SAYS_THAT_A_LOGIN_IS_NEEDED(
            "the failure that its caller gets then names 401, or says that a login, token or"
                    + " authorization is the reason",
            "good practice",
            Pages.AUTHORIZATION + "#error-handling",
            RefusalChecks::says);

    /** Where rules stand. */
    private static final class Pages {
        static final String PREFIX = "https://modelcontextprotocol.io/specification/2026-07-28/";
        static final String AUTHORIZATION = PREFIX + "basic/authorization";
        static final String DISCOVERY = AUTHORIZATION + "/authorization-server-discovery";
        static final String RESOURCE_METADATA = DISCOVERY + "#protected-resource-metadata-discovery-requirements";
        static final String SERVER_METADATA = DISCOVERY + "#authorization-server-metadata-discovery";
        static final String SECURITY = AUTHORIZATION + "/security-considerations";
    }

    private final String sentence;
    private final String level;
    private final String source;
    // A method reference without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<LoginTrial> judge;

    AuthorizedClientCheck(String sentence, String level, String source, Consumer<LoginTrial> judge) {
        this.sentence = sentence;
        this.level = level;
        this.source = source;
        this.judge = judge;
    }

    /**
     * Get the names of all checks.
     *
     * @return the names, in order; never {@code null}
     */
    public static List<String> names() {
        return Stream.of(values()).map(AuthorizedClientCheck::toString).toList();
    }

    /**
     * Get what the client must do.
     *
     * @return a clause, in Markdown; never {@code null}
     */
    public String sentence() {
        return sentence;
    }

    /**
     * Get how binding the rule is: {@code MUST}, {@code SHOULD}, or {@code good practice}.
     *
     * @return the level; never {@code null}
     */
    public String level() {
        return level;
    }

    /**
     * Get where the rule comes from.
     *
     * @return an address with a section; never {@code null}
     */
    public String source() {
        return source;
    }

    /**
     * Try a client. To return is to pass.
     *
     * @param trial makes servers and fresh clients
     * @throws Finding for any other result
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public void judge(LoginTrial trial) {
        trial.exemptions().requireKnown(names());
        try {
            judge.accept(trial);
        } catch (Finding finding) {
            throw finding.status() == Status.FAILED
                    ? Finding.failed(finding.reason() + ".\n  Rule: " + level + " (" + source + ")")
                    : finding;
        }
    }

    /** Return the name of the check: {@code uses pkce}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
