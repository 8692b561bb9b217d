/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.contract.ProtectedServerContract;
import dev.mcpjunit.fixtures.authorization.ProtectedWeatherServer;
import dev.mcpjunit.fixtures.authorization.ProtectionFlaw;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.testkit.stacks.StackTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about protected servers, correct and wrong in one way each. */
class ProtectedServerContractTests {

    private static AuthorizationServer issuer;

    @BeforeAll
    static void start() {
        issuer = AuthorizationServer.start();
        // The key is made now: on a busy machine that takes longer than a request may.
        String unused = issuer.token().issue();
    }

    private static final int CHECKS = 23;

    /**
     * Not applicable: tasks and the scope of the challenge, and in one era each, sessions, the state of calls and
     * {@code offline_access}.
     */
    private static final Map<ServedEra, Integer> APPLICABLE = Map.of(ServedEra.LEGACY, 19, ServedEra.MODERN, 19);

    private static DeclaredProtection declared() {
        return DeclaredProtection.standard()
                .trusting(issuer)
                .scopes("weather:read")
                .callBeyondThem("weather:write", new SampleCall("count-calls", Map.of()))
                .asking(AskingCall.accepting("book-trip", Map.of("city", "Oslo"), Map.of("confirm", true)))
                .noticesRevocation();
    }

    @McpServer(
            url = "${flawed.url}",
            name = "weather",
            headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}")
    static class Weathers implements ProtectedServerContract {
        @Override
        public DeclaredProtection protection() {
            return declared();
        }
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private static Run run(ProtectionFlaw flaw, ServedEra era) {
        return run(flaw, era, Weathers.class);
    }

    private static Run run(ProtectionFlaw flaw, ServedEra era, Class<?> testCase) {
        try (var server =
                ProtectedWeatherServer.start(flaw, WeatherOptions.standard().withEra(era), issuer.issuer())) {
            return run(server.uri(), testCase);
        }
    }

    private static Run run(URI server, Class<?> testCase) {
        Run run = Run.with(
                Map.of("flawed.url", server.toString(), "mcp.auth.issuer", String.valueOf(issuer.issuer())), testCase);
        assertThat(run.started()).as("%s", run.failures()).isEqualTo(CHECKS);
        assertThat(run.failures())
                .allSatisfy(each -> assertThat(each.getMessage()).doesNotContain("eyJ", "mcpauth_"));
        return run;
    }

    @ParameterizedTest
    @CsvSource({"LEGACY", "MODERN"})
    void a_correct_server(ServedEra era) {
        Run run = run(ProtectionFlaw.NONE, era);
        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(APPLICABLE.get(era).longValue());
        assertThat(run.aborted()).allMatch(reason -> reason.startsWith("Not applicable: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPEN_WITHOUT_TOKEN | A client without a token is refused with HTTP 401. | It answered {opening} without a token with HTTP 200: {",
                "FORBIDS_WITHOUT_TOKEN | A client without a token is refused with HTTP 401. | It answered {opening} without a token with HTTP 403: {",
                "LEAVES_LISTS_OPEN | Each request needs a token, also in a session that was opened with one. | It answered tools/list without a token with HTTP 200: {",
                "NO_CHALLENGE | An answer with HTTP 401 has a WWW-Authenticate header with the scheme Bearer. | It refused a client without a token with HTTP 401 and no WWW-Authenticate",
                "HIDES_METADATA | Clients can find the metadata of the protected resource. | WWW-Authenticate has no resource_metadata, and there is no document at /.well-known/oauth-protected-resource",
                "POINTS_NOWHERE | The metadata of the protected resource is a JSON document that names an authorization server. | /nothing-here answered with HTTP 404: {",
                "POINTS_TO_HTTPS | The metadata of the protected resource is a JSON document that names an authorization server. | Clients use HTTP here; configure the scheme of the address.",
                "NAMES_NO_AUTHORIZATION_SERVER | The metadata of the protected resource is a JSON document that names an authorization server. | names none: {",
                "NAMES_FOREIGN_AUTHORIZATION_SERVER | Each authorization server in the metadata is one whose tokens the server accepts. | has \"https://issuer.example.com\", but the declaration trusts only http://127.0.0.1:",
                "NAMES_ANOTHER_RESOURCE | The metadata of the protected resource is about this server. | is 'https://other.example.com/mcp', but clients use http://127.0.0.1:",
                "NAMES_HOST_ALONE | The metadata of the protected resource is about this server. | /', but a token for it was answered with HTTP 401: {",
                "CHALLENGES_WITHOUT_SCOPE | The challenge to a client without a token names the scopes that it needs. | WWW-Authenticate of the refusal of a client without a token has no scope, but each request needs weather:read.",
                "IGNORES_SIGNATURES | A token that the authorization server did not sign is refused with HTTP 401. | It answered a token with a changed claim with HTTP 200: {",
                "IGNORES_EXPIRY | An expired token is refused with HTTP 401. | It answered a token that expired an hour ago with HTTP 200: {",
                "IGNORES_AUDIENCE | A token for another server is refused with HTTP 401. | It answered a token for https://other.example.com/mcp with HTTP 200: {",
                "IGNORES_ISSUER | A token of another issuer is refused with HTTP 401. | It answered a token of the issuer https://issuer.example.com with HTTP 200: {",
                "IGNORES_REVOCATION | A revoked token is refused with HTTP 401. | It answered a token that was revoked after its first use with HTTP 200: {",
                "READS_QUERY | A token in the query of the address is not accepted. | It answered a request with ?access_token=… with HTTP 200: {",
                "IGNORES_SCOPES | A call that needs another scope is not executed. | It executed the call of 'count-calls' without the scope 'weather:write': HTTP 200: {",
                "OMITS_MISSING_SCOPE | A call without the scope that it needs gets HTTP 403 and the name of the scope. | WWW-Authenticate of the refusal does not name the scope 'weather:write'.",
                "SHOWS_TOKENS | Refusals show no token, no claim and no stack trace. | The refusal of a text that is no token repeats it.",
                "SHOWS_STACK_TRACES | Refusals show no token, no claim and no stack trace. | has a stack trace: at com.example.Tokens.parse(Tokens.java:42)"
            })
    void one_flaw_fails_one_check(ProtectionFlaw flaw, String rule, String violation) {
        assertFails(flaw, ServedEra.LEGACY, rule, violation.replace("{opening}", "initialize"));
        assertFails(flaw, ServedEra.MODERN, rule, violation.replace("{opening}", "server/discover"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRUSTS_SESSIONS | LEGACY | The id of a session is no authentication. | It answered ping with the id of a session and without a token with HTTP 200: {",
                "SUPPORTS_OFFLINE_ACCESS | MODERN | The server does not advertise the scope offline_access. | /mcp has offline_access.",
                "CHALLENGES_FOR_OFFLINE_ACCESS | MODERN | The server does not advertise the scope offline_access. | WWW-Authenticate of the refusal of a text that is no token has offline_access in scope.",
                "SHARES_STREAMS | LEGACY | No user can read or end the subscriptions of another. | It answered GET of 'bob' in the session of 'alice' with HTTP 200",
                "ENDS_SUBSCRIPTIONS_OF_SAME_ID | MODERN | No user can read or end the subscriptions of another. | When 'bob' subscribed with the request id that 'alice' had used, it ended the subscription of 'alice'.",
                "ANSWERS_ON_STREAM_OF_SAME_ID | MODERN | No user can read or end the subscriptions of another. | When 'bob' subscribed with the request id that 'alice' had used, it answered on the stream of 'alice': {",
                "CANCELS_SUBSCRIPTIONS_OF_OTHERS | MODERN | No user can read or end the subscriptions of another. | When 'bob' canceled the request id that 'alice' had used, it ended the subscription of 'alice'.",
                "NAMES_ONLY_FOREIGN_AUTHORIZATION_SERVER | LEGACY | Each authorization server in the metadata is one whose tokens the server accepts. | has \"https://issuer.example.com\", but the declaration trusts only http://127.0.0.1:",
                "READS_QUERY_OF_STREAMS | LEGACY | A token in the query of the address is not accepted. | It answered GET in a session with ?access_token=… with HTTP 200",
                "SHARES_SESSIONS | LEGACY | The session of one user is no session of another. | It answered ping of 'bob' in the session of 'alice' with HTTP 200: {",
                "ACCEPTS_NONE_IN_CAPITALS | MODERN | A token that the authorization server did not sign is refused with HTTP 401. | It answered a token with the algorithm 'None' with HTTP 200: {",
                "ACCEPTS_NONE_WITH_KEY | MODERN | A token that the authorization server did not sign is refused with HTTP 401. | It answered a token with the algorithm 'none' and the id of a key with HTTP 200: {",
                "TAKES_PUBLIC_KEY_FOR_SECRET | MODERN | A token that the authorization server did not sign is refused with HTTP 401. | It answered a token signed by HS256 with the public key with HTTP 200: {",
                "TRUSTS_KEYS_OF_TOKENS | MODERN | A token that the authorization server did not sign is refused with HTTP 401. | It answered a token that has the key which signed it with HTTP 200: {",
                "IGNORES_AUDIENCE_LISTS | MODERN | A token for another server is refused with HTTP 401. | It answered a token for a list of other servers with HTTP 200: {",
                "COMPARES_BEGIN_OF_AUDIENCE | MODERN | A token for another server is refused with HTTP 401. | /mcp.example.com with HTTP 200: {",
                "COMPARES_BEGIN_OF_ISSUER | MODERN | A token of another issuer is refused with HTTP 401. | .example.com with HTTP 200: {",
                "EXECUTES_WITHOUT_SCOPE_ONLY | LEGACY | A call that needs another scope is not executed. | It executed the call of 'count-calls' without the scope 'weather:write': HTTP 200: {",
                "SHOWS_TOKENS_WITHOUT_SCOPE | LEGACY | Refusals show no token, no claim and no stack trace. | The refusal of a call without its scope repeats the token.",
                "IGNORES_REVOCATION_IN_SESSIONS | LEGACY | A revoked token is refused with HTTP 401. | It answered a token that was revoked after its first use in tools/list of a session that is open with HTTP 200: {",
                "PROTECTS_FIRST_REQUEST_ONLY | MODERN | Each request needs a token, also in a session that was opened with one. | It answered tools/call without a token with HTTP ",
                "SHOWS_LISTS_IN_REFUSALS | LEGACY | Each request needs a token, also in a session that was opened with one. | It answered tools/list without a token with HTTP 401: {",
                "LEAVES_STREAMS_OPEN | LEGACY | Each request needs a token, also in a session that was opened with one. | It answered GET in a session that is open, without a token, with HTTP 200",
                "LEAVES_DELETE_OPEN | LEGACY | Each request needs a token, also in a session that was opened with one. | It answered DELETE of a session that is open, without a token, with HTTP 20",
                "TRUSTS_ADDRESSES_OF_KEYS | MODERN | A token that the authorization server did not sign is refused with HTTP 401. | It answered a token that says where the key is which signed it with HTTP 200: {",
                "ACCEPTS_AUDIENCES_BELOW | MODERN | A token for another server is refused with HTTP 401. | /mcp/another with HTTP 200: {",
                "POINTS_FOR_WRONG_TOKENS_ONLY | LEGACY | Clients can find the metadata of the protected resource. | WWW-Authenticate has no resource_metadata",
                "POINTS_FOR_WRONG_TOKENS_ONLY | MODERN | Clients can find the metadata of the protected resource. | WWW-Authenticate has no resource_metadata",
                "NAMES_EMPTY_AUTHORIZATION_SERVER | MODERN | The metadata of the protected resource is a JSON document that names an authorization server. | names none: {",
                "NAMES_RESOURCE_WITH_QUERY | MODERN | The metadata of the protected resource is about this server. | /mcp?tenant=b', but clients use http://127.0.0.1:",
                "SHARES_REQUEST_STATE | MODERN | The call of one user is not continued by another. | It continued a call of 'alice' for 'bob': HTTP 200: {"
            })
    void a_flaw_of_one_era(ProtectionFlaw flaw, ServedEra era, String rule, String violation) {
        assertFails(flaw, era, rule, violation);
    }

    @McpServer(url = "${flawed.url}", name = "reports", headers = "Authorization: Bearer ${mcp.auth.token}")
    static class Reports implements ProtectedServerContract {
        @Override
        public DeclaredProtection protection() {
            return DeclaredProtection.standard()
                    .trusting(issuer)
                    .task(new SampleCall("write-report", Map.of("topic", "rain", "polls", 1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"LEGACY", "MODERN"})
    void tasks_of_users_are_apart_or_exactly_that_check_fails(ServedEra era) {
        for (ProtectionFlaw flaw : List.of(ProtectionFlaw.NONE, ProtectionFlaw.SHARES_TASKS)) {
            try (var server = ProtectedWeatherServer.withReports(flaw, era, issuer.issuer())) {
                Run run = run(server.uri(), Reports.class);

                assertThat(run.aborted()).noneMatch(reason -> reason.contains(" tasks "));
                if (flaw == ProtectionFlaw.NONE) {
                    assertThat(run.failedTests()).isEmpty();
                } else {
                    assertThat(run.failedTests())
                            .singleElement()
                            .asString()
                            .contains("Server 'reports' breaks a rule: Only the user who has created a task can see it,"
                                    + " get its result or cancel it.\n\n  It showed the task of one user to another");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEGACY, It answered a token that expired an hour ago in tools/list of a session that is open with HTTP 200: {",
        "MODERN, It answered a token that expired an hour ago in tools/list with HTTP 200: {"
    })
    void a_token_is_verified_with_each_request(ServedEra era, String violation) {
        assertThat(run(ProtectionFlaw.VERIFIES_FIRST_REQUEST_ONLY, era).failedTests())
                .hasSize(5)
                .anySatisfy(each -> assertThat(each).hasMessageContaining(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHARES_STREAMS_WITH_DELAYED_HEADS | 18 | keeps the subscriptions of users apart: a request in the session of another user ",
                "SHARES_SESSIONS_OF_ONE_USER | 17 | keeps the sessions of users apart: a request of the user 'bob' with a valid token was refused with HTTP 401: {"
            })
    void what_cannot_be_told_is_inconclusive(ProtectionFlaw flaw, long passed, String reason) {
        Run run = run(flaw, ServedEra.LEGACY);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(passed);
        assertThat(run.aborted()).anyMatch(each -> each.startsWith("Inconclusive: " + reason));
    }

    @Test
    void a_call_that_fails_with_its_scope_as_well_was_declared_wrongly() {
        assertThat(run(ProtectionFlaw.FAILS_CALLS, ServedEra.LEGACY).failures().toString())
                .contains(
                        "as well: HTTP 200: {", "succeeds with this scope; see DeclaredProtection.callBeyondThem(…).");
    }

    @ParameterizedTest
    @CsvSource({"REFUSES_SESSIONS_BY_ERROR, 19", "DELAYS_HEADS_OF_STREAMS, 19", "REQUIRES_A_SCOPE, 20"})
    void allowed_behavior_fails_no_check(ProtectionFlaw allowed, long passed) {
        Run run = run(allowed, ServedEra.LEGACY);
        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(passed);
    }

    @McpServer(
            url = "${flawed.url}",
            name = "weather",
            headers = "Authorization: Bearer ${mcp.auth.token}",
            protocol = "LEGACY")
    static class OpenToBegin implements ProtectedServerContract {
        @Override
        public DeclaredProtection protection() {
            return declared().open("initialize");
        }
    }

    @Test
    void a_server_without_authorization_fails_although_its_first_request_is_open() {
        Run run = run(ProtectionFlaw.NO_AUTHORIZATION, ServedEra.DUAL, OpenToBegin.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failedTests()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageStartingWith("Server 'weather' requires no authorization: "));
    }

    private static void assertFails(ProtectionFlaw flaw, ServedEra era, String rule, String violation) {
        Run run = run(flaw, era);

        assertThat(run.failedTests()).as(flaw + " in " + era).hasSize(1);
        assertThat(run.failedTests().get(0))
                .hasMessageStartingWith("Server 'weather' breaks a rule: " + rule + "\n")
                .hasMessageContaining(violation)
                .hasMessageContaining("(https://modelcontextprotocol.io/specification/");
        assertThat(run.aborted()).allMatch(reason -> reason.matches("(Not applicable|Inconclusive): [\\S\\s]+"));
    }

    @ParameterizedTest
    @CsvSource({"LEGACY", "MODERN"})
    void a_server_without_authorization_is_not_passed(ServedEra era) {
        Run run = run(ProtectionFlaw.NO_AUTHORIZATION, era);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failedTests()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessage("Server 'weather' requires no authorization: it answers a client without a token with"
                        + " HTTP 200, and has no metadata of a protected resource. Protect it, or do not hold it to"
                        + " ProtectedServerContract."));
        assertThat(run.aborted()).hasSize(CHECKS - 1).allMatch(reason -> reason.startsWith("Not applicable: "));
        assertThat(run.aborted())
                .contains("Not applicable: refuses expired tokens: server 'weather' requires no authorization: it"
                        + " answers a client without a token with HTTP 200, and has no metadata of a protected"
                        + " resource.");
    }

    @McpServer(
            url = "${flawed.url}",
            name = "weather",
            headers = "Authorization: Bearer ${mcp.auth.token}",
            protocol = "LEGACY")
    static class NothingDeclared implements ProtectedServerContract {
        @Override
        public DeclaredProtection protection() {
            return DeclaredProtection.standard().trusting(issuer);
        }
    }

    @Test
    void what_is_not_declared_is_not_passed() {
        Run run = run(ProtectionFlaw.IGNORES_REVOCATION, ServedEra.DUAL, NothingDeclared.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.aborted())
                .contains(
                        "Not applicable: refuses revoked tokens: the server is not declared to notice that a token is"
                                + " revoked; see DeclaredProtection.noticesRevocation().",
                        "Not applicable: refuses calls beyond the scope: no call that needs another scope is declared;"
                                + " see DeclaredProtection.callBeyondThem(…).");
    }

    @McpServer(
            url = "${flawed.url}",
            name = "weather",
            headers = "Authorization: Bearer ${mcp.auth.token}",
            protocol = "LEGACY")
    static class WrongAudience implements ProtectedServerContract {
        @Override
        public DeclaredProtection protection() {
            return declared().audience("https://weather.example.com/mcp");
        }
    }

    @Test
    void a_server_that_refuses_right_tokens_is_not_passed() {
        Run run = run(ProtectionFlaw.NONE, ServedEra.DUAL, WrongAudience.class);

        assertThat(run.failedTests()).anySatisfy(failure -> assertThat(failure)
                .hasMessageStartingWith("Server 'weather' could not be checked, because a request with a valid"
                        + " token for https://weather.example.com/mcp of the issuer " + issuer.issuer()
                        + " was refused with HTTP 401: {")
                .hasMessageEndingWith("Configure the server for this issuer and audience, or declare another"
                        + " audience: DeclaredProtection.audience(…)."));
        assertThat(run.failedTests()).anySatisfy(failure -> assertThat(failure)
                .hasMessageContaining("but clients use https://weather.example.com/mcp"));
    }

    @McpServer(source = "server")
    static class OnStdio implements ProtectedServerContract {
        static ServerSpec server() {
            return Weather.stdio();
        }
    }

    @Test
    void a_server_on_standard_streams_is_not_applicable() {
        Run run = Run.of(OnStdio.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.aborted())
                .hasSize(CHECKS)
                .allMatch(reason -> reason.matches(
                        "Not applicable: [a-z_0-9 ]+: server 'server' is not reached by HTTP, but by .*"));
    }

    @Test
    void the_page_lists_each_check() throws IOException {
        String page = Files.readString(Path.of("../docs/authorization.md"));

        List<String> checks = Stream.of(ProtectedServerContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> "| `" + method.getName() + "` |")
                .toList();
        assertThat(checks).hasSize(CHECKS);
        assertThat(checks).allSatisfy(check -> assertThat(page).contains(check));
        assertThat(StackTable.on("docs/authorization.md").checks())
                .map(check -> "| `" + check.replace(' ', '_') + "` |")
                .containsExactlyInAnyOrderElementsOf(checks);
    }
}
