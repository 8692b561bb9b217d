/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import static dev.mcpjunit.contract.internal.server.rule.Rule.goodPractice;

import dev.mcpjunit.contract.ProtectedServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import org.apiguardian.api.API;

/** The rules of {@link ProtectedServerContract}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProtectionRules {

    private static final String TOKENS = "basic/authorization#token-handling";

    public static final Rule TOKEN_REQUIRED = must(
            "A client without a token is refused with HTTP 401.",
            "basic/authorization#error-handling",
            "Answer 401 before anything else looks at the request. Only 401 makes a client log in; 200, 403 and 404 do"
                    + " not.");

    public static final Rule EVERY_REQUEST = must(
            "Each request needs a token, also in a session that was opened with one.",
            "basic/authorization#token-requirements",
            "Check the token of each request, whatever its method. What needs no token on purpose is declared:"
                    + " DeclaredProtection.open(…).");

    public static final Rule SCHEME = must(
            "An answer with HTTP 401 has a WWW-Authenticate header with the scheme Bearer.",
            "basic/authorization#token-handling",
            "Add 'WWW-Authenticate: Bearer resource_metadata=\"…\"' to the answers with 401, as RFC 6750, section 3,"
                    + " requires.");

    public static final Rule METADATA_FOUND = new Rule(
            "Clients can find the metadata of the protected resource.",
            Rule.must("basic/authorization#protected-resource-metadata-discovery-requirements"),
            Rule.must("basic/authorization/authorization-server-discovery"
                    + "#protected-resource-metadata-discovery-requirements"),
            "Name the address in resource_metadata of WWW-Authenticate, or serve the document at the well-known address"
                    + " of RFC 9728.");

    public static final Rule METADATA = new Rule(
            "The metadata of the protected resource is a JSON document that names an authorization server.",
            Rule.must("basic/authorization#authorization-server-location"),
            Rule.must("basic/authorization/authorization-server-discovery#authorization-server-location"),
            "Serve a JSON object with resource and at least one entry in authorization_servers, without a token.");

    public static final Rule TRUSTED_ISSUERS = new Rule(
            "Each authorization server in the metadata is one whose tokens the server accepts.",
            Rule.implied("basic/authorization#authorization-server-location"),
            Rule.implied("basic/authorization/authorization-server-discovery#authorization-server-location"),
            "List in authorization_servers only those that can be used with this server, as RFC 9728, section 2,"
                    + " defines it: clients log in to any of them. Declare those that the test does not start:"
                    + " DeclaredProtection.alsoTrusting(…).");

    public static final Rule RESOURCE = new Rule(
            "The metadata of the protected resource is about this server.",
            Rule.must("basic/authorization#authorization-server-location"),
            Rule.must("basic/authorization/authorization-server-discovery#authorization-server-location"),
            "Set resource to the address that clients use, and accept tokens for it: clients request tokens for the"
                    + " resource that the metadata names, and RFC 9728, section 3.3, has them reject any other.");

    public static final Rule SIGNATURE = must(
            "A token that the authorization server did not sign is refused with HTTP 401.",
            TOKENS,
            "Verify the signature with a key of the authorization server, and accept no token without one.");

    public static final Rule EXPIRY = must(
            "An expired token is refused with HTTP 401.",
            TOKENS,
            "Compare exp with the time, and refuse tokens without it.");

    public static final Rule AUDIENCE = must(
            "A token for another server is refused with HTTP 401.",
            TOKENS,
            "Compare aud with the address of this server. Spring Security and others do not do this by default.");

    public static final Rule ISSUER = must(
            "A token of another issuer is refused with HTTP 401.",
            TOKENS,
            "Compare iss with the issuer that you trust, character by character.");

    public static final Rule REVOCATION = practice(
            "A revoked token is refused with HTTP 401.",
            TOKENS,
            "Ask the authorization server about each token (RFC 7662), or do not declare noticesRevocation().");

    public static final Rule QUERY = must(
            "A token in the query of the address is not accepted.",
            "basic/authorization#token-requirements",
            "Read the token from the Authorization header only: addresses end up in logs.");

    public static final Rule SCOPE = must(
            "A call that needs another scope is not executed.",
            "basic/authorization#error-handling",
            "Check the scopes of the token before the call, and answer 403.");

    public static final Rule MISSING_SCOPE = should(
            "A call without the scope that it needs gets HTTP 403 and the name of the scope.",
            "basic/authorization#runtime-insufficient-scope-errors",
            "Answer 403 with 'WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"…\"', so that a client can"
                    + " ask its user for exactly that.");

    public static final Rule CHALLENGED_SCOPE = new Rule(
            "The challenge to a client without a token names the scopes that it needs.",
            Rule.should("basic/authorization#protected-resource-metadata-discovery-requirements"),
            Rule.should("basic/authorization#scope-selection-strategy"),
            "Add scope=\"…\" to WWW-Authenticate of the answers with 401: without it, clients request all scopes in"
                    + " scopes_supported.");

    public static final Rule OFFLINE_ACCESS = new Rule(
            "The server does not advertise the scope offline_access.",
            null,
            Rule.should("basic/authorization#refresh-tokens"),
            "Remove offline_access from scope of WWW-Authenticate and from scopes_supported: it is about refresh tokens,"
                    + " which clients request on their own.");

    public static final Rule NO_SECRETS = practice(
            "Refusals show no token, no claim and no stack trace.",
            "basic/authorization#error-handling",
            "Answer with an error code and a fixed sentence. What went wrong belongs in the log, without the token.");

    public static final Rule SESSION_IS_NO_TOKEN = new Rule(
            "The id of a session is no authentication.",
            Rule.must("basic/security_best_practices#session-hijacking"),
            null,
            "Check the token of each request, and look up its session only then.");

    public static final Rule SESSIONS = new Rule(
            "The session of one user is no session of another.",
            Rule.should("basic/security_best_practices#session-hijacking"),
            null,
            "Keep the user of each session, and answer 404 when another one sends its id.");

    public static final Rule SUBSCRIPTIONS = new Rule(
            "No user can read or end the subscriptions of another.",
            Rule.should("basic/security_best_practices#session-hijacking"),
            Rule.implied("basic/patterns/subscriptions#cancellation"),
            "Store the user with each session and each stream. Request ids are unique for each client only: do not look"
                    + " up streams by them alone.");

    public static final Rule REQUEST_STATE = new Rule(
            "The call of one user is not continued by another.",
            null,
            Rule.should("basic/patterns/mrtr#server-requirements-basic-workflow"),
            "Put the user into requestState, protect it against change, and compare it when it comes back.");

    private ProtectionRules() {}

    private static Rule must(String statement, String page, String advice) {
        return new Rule(statement, Rule.must(page), Rule.must(page), advice);
    }

    private static Rule should(String statement, String page, String advice) {
        return new Rule(statement, Rule.should(page), Rule.should(page), advice);
    }

    private static Rule practice(String statement, String page, String advice) {
        return new Rule(statement, goodPractice(page), goodPractice(page), advice);
    }
}
