/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.protection.AccessChecks;
import dev.mcpjunit.contract.internal.server.protection.AdvertisedScopeChecks;
import dev.mcpjunit.contract.internal.server.protection.ChallengeChecks;
import dev.mcpjunit.contract.internal.server.protection.ProtectedPeers;
import dev.mcpjunit.contract.internal.server.protection.ScopeChecks;
import dev.mcpjunit.contract.internal.server.protection.TokenChecks;
import dev.mcpjunit.contract.internal.server.protection.UserChecks;
import dev.mcpjunit.contract.internal.server.protection.UserSubscriptionChecks;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.server.RunningServer;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code ProtectedServerContract} holds a server on HTTP that requires access tokens to the authorization pages of the
 * specification. The server trusts the {@link AuthorizationServer} of the test:
 *
 * <pre>{@code
 * @McpServer(
 *         command = {"java", "-jar", "weather.jar"},
 *         env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
 *         headers = "Authorization: Bearer ${mcp.auth.token:weather:read}",
 *         transport = Transport.STREAMABLE_HTTP)
 * class ProtectedWeatherTest implements ProtectedServerContract {
 *
 *     @Override
 *     public DeclaredProtection protection() {
 *         return DeclaredProtection.standard().scopes("weather:read");
 *     }
 * }
 * }</pre>
 *
 * <p>The checks send tokens that are wrong in one way each, and look at status, headers and body. A failing check says
 * what the server did, the rule with its section of the specification, and what to do. A check that cannot look is
 * aborted, with the reason. No message contains a token.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ProtectedServerContract {

    /**
     * Say what the server requires.
     *
     * @return by default, a token for each request, whose audience is the address of the server; never {@code null}
     */
    default DeclaredProtection protection() {
        return DeclaredProtection.standard();
    }

    /** A client without a token gets 401. */
    @Test
    default void refuses_a_client_without_a_token(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ChallengeChecks(peers).withoutToken();
        }
    }

    /** Lists and calls are refused without a token, also in a session that was opened with one. */
    @Test
    default void requires_a_token_for_each_request(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new AccessChecks(peers).everyRequest();
        }
    }

    /** A refusal with 401 has {@code WWW-Authenticate: Bearer}. */
    @Test
    default void challenges_with_the_scheme_bearer(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ChallengeChecks(peers).scheme();
        }
    }

    /** The challenge or the well-known address leads to the metadata of the protected resource. */
    @Test
    default void lets_clients_find_its_metadata(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ChallengeChecks(peers).metadataCanBeFound();
        }
    }

    /** The metadata is a JSON document with an authorization server. */
    @Test
    default void names_an_authorization_server(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ChallengeChecks(peers).metadataIsComplete();
        }
    }

    /** The metadata names only authorization servers that the declaration trusts. */
    @Test
    default void names_only_trusted_authorization_servers(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ChallengeChecks(peers).issuersAreTrusted();
        }
    }

    /** The metadata is about the address that clients use. */
    @Test
    default void names_itself_as_the_resource(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ChallengeChecks(peers).metadataIsOfThisServer();
        }
    }

    /** The challenge to a client without a token names the scopes that each request needs. */
    @Test
    default void names_scopes_in_its_challenge(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new AdvertisedScopeChecks(peers).challenge();
        }
    }

    /** Neither the challenge nor the metadata names {@code offline_access}. */
    @Test
    default void advertises_no_offline_access(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new AdvertisedScopeChecks(peers).offlineAccess();
        }
    }

    /** A token that the authorization server did not sign gets 401. */
    @Test
    default void refuses_forged_tokens(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new TokenChecks(peers).forgedTokens();
        }
    }

    /** An expired token gets 401. */
    @Test
    default void refuses_expired_tokens(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new TokenChecks(peers).expiredToken();
        }
    }

    /** A token for another server, or for none, gets 401. */
    @Test
    default void refuses_tokens_for_another_audience(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new TokenChecks(peers).audience();
        }
    }

    /** A token that names another issuer gets 401. */
    @Test
    default void refuses_tokens_of_another_issuer(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new TokenChecks(peers).issuer();
        }
    }

    /** A revoked token gets 401, if the server is declared to notice. */
    @Test
    default void refuses_revoked_tokens(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new TokenChecks(peers).revokedToken();
        }
    }

    /** A token in the query of the address opens nothing. */
    @Test
    default void ignores_tokens_in_the_query(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new TokenChecks(peers).query();
        }
    }

    /** A call that needs another scope is not executed. */
    @Test
    default void refuses_calls_beyond_the_scope(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ScopeChecks(peers).scope();
        }
    }

    /** A call without the scope that it needs gets 403 and the name of the scope. */
    @Test
    default void names_the_missing_scope(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ScopeChecks(peers).missingScope();
        }
    }

    /** No refusal shows a token, a claim or a stack trace. */
    @Test
    default void keeps_secrets_out_of_refusals(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new ScopeChecks(peers).noSecrets();
        }
    }

    /** The id of a session opens nothing without a token. */
    @Test
    default void takes_no_session_for_authentication(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new UserChecks(peers).sessionIsNoToken();
        }
    }

    /** The session of one user is none of another's. */
    @Test
    default void keeps_the_sessions_of_users_apart(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new UserChecks(peers).sessionsOfUsers();
        }
    }

    /** Another user can neither see nor cancel the task of {@link DeclaredProtection#task}. */
    @Test
    default void keeps_the_tasks_of_users_apart(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new UserChecks(peers).tasks(server, connection);
        }
    }

    /** Another user can neither read nor end a stream or a subscription. */
    @Test
    default void keeps_the_subscriptions_of_users_apart(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new UserSubscriptionChecks(peers).ofUsers();
        }
    }

    /** The {@code requestState} of one user is none of another's. */
    @Test
    default void keeps_the_calls_of_users_apart(
            RunningServer server, McpConnection connection, AuthorizationServer authorization)
            throws InterruptedException {
        try (var peers = new ProtectedPeers(server, connection, authorization, protection())) {
            new UserChecks(peers).requestState();
        }
    }
}
