/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.authorization.internal.ReceivedRequest;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.ScriptedIssuer;
import dev.mcpjunit.contract.internal.login.ScriptedServer;
import dev.mcpjunit.contract.internal.login.ServerRequest;
import dev.mcpjunit.contract.login.DeclaredLogin.Registration;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where a client sends its tokens. */
final class TokenUseChecks {

    private static final List<Integer> REDIRECTS = List.of(307, 308, 302);
    private static final Pattern TOKEN_PARAMETER = Pattern.compile("(?:^|&)(?:access_token|refresh_token)=");

    private TokenUseChecks() {}

    static void eachRequest(LoginTrial trial) {
        LoginScene scene = trial.loggedIn();
        Outcome unused = scene.call(trial.declared().tool());
        scene.closeClient();
        List<ServerRequest> requests = scene.server().protocolRequests();
        boolean hasLoggedIn = false;
        for (ServerRequest request : requests) {
            hasLoggedIn |= request.isExecuted();
            if (hasLoggedIn && request.token().isEmpty() && !request.isExecuted()) {
                throw Finding.failed("The client sent " + request.what() + " without a token after it had logged in");
            }
        }
    }

    static void noQuery(LoginTrial trial) {
        LoginScene scene = trial.loggedIn();
        scene.expireTokens();
        // Whether the token is replaced is judged by another check.
        Outcome unused = scene.call(trial.declared().tool());
        scene.closeClient();
        for (ServerRequest request : scene.server().requests()) {
            requireNone(request.query(), scene, request.what());
        }
        for (ReceivedRequest request : scene.issuer().requests()) {
            requireNone(request.query(), scene, ScriptedIssuer.named(request));
        }
    }

    private static void requireNone(String query, LoginScene scene, String what) {
        boolean hasToken = TOKEN_PARAMETER.matcher(query).find()
                || scene.server().tokens().stream().anyMatch(query::contains);
        if (hasToken) {
            throw Finding.failed("The client sent a token in the query of the address, with " + what);
        }
    }

    static void redirect(LoginTrial trial) {
        for (int status : REDIRECTS) {
            redirect(trial, status, ScriptedServer::addressOnLocalhost, "another host");
            redirect(trial, status, ScriptedServer::address, "another port of the same host");
        }
        LoginScene scene = trial.loggedIn();
        scene.expireTokens();
        // Whether the token is replaced is judged by another check.
        Outcome unused = scene.call(trial.declared().tool());
        scene.issuer().firstWith(scene.server().tokens()).ifPresent(request -> {
            throw Finding.failed("The client sent its access token to the authorization server, with "
                    + ScriptedIssuer.named(request) + "; it is for "
                    + scene.server().address() + " only");
        });
    }

    private static void redirect(LoginTrial trial, int status, Function<ScriptedServer, URI> place, String what) {
        LoginScene scene = trial.loggedIn();
        ScriptedServer other = scene.anotherServer();
        URI target = place.apply(other);
        scene.server().protection().redirectCalls(status, target);
        Outcome unused = scene.call(trial.declared().tool());
        if (scene.server().requests().stream().noneMatch(request -> request.status() == status)) {
            throw Finding.hidden("the client sent no call that could be redirected");
        }
        Set<String> leaked = new HashSet<>(other.tokens());
        leaked.retainAll(scene.server().tokens());
        boolean isInQuery = other.requests().stream().anyMatch(request -> scene.server().tokens().stream()
                .anyMatch(token -> request.query().contains(token)));
        if (!leaked.isEmpty() || isInQuery) {
            throw Finding.failed("The server redirected a call with " + status + " to " + target + ", " + what
                    + ", and the client sent its token there");
        }
        scene.close();
    }

    static void issuersApart(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene scene = trial.loggedIn();
        ScriptedIssuer old = scene.issuer();
        ScriptedIssuer next = scene.anotherIssuer();
        scene.server().protection().trust(next);
        Outcome outcome = scene.call(trial.declared().tool());
        if (next.requests().isEmpty()) {
            throw Finding.inconclusive("the metadata of the server named another authorization server, and the client"
                    + " did not go there: its caller " + outcome.ending());
        }
        next.firstWith(scene.server().tokens()).ifPresent(request -> {
            throw Finding.failed(
                    "The server changed its authorization server, and the client sent the new one an access"
                            + " token of the old one, with " + ScriptedIssuer.named(request));
        });
        next.firstWithRefreshTokenOf(old).ifPresent(request -> {
            throw Finding.failed("The server changed its authorization server, and the client sent the new one a"
                    + " refresh token of the old one, with " + ScriptedIssuer.named(request));
        });
        Set<String> reused = new HashSet<>(next.clientIds());
        reused.retainAll(old.clientIds());
        // The address of a metadata document belongs to the client, and to no authorization server.
        reused.removeIf(id -> id.contains("://"));
        if (!reused.isEmpty()) {
            throw Finding.failed("The server changed its authorization server, and the client sent the new one "
                    + (isKnown(trial, reused) ? "the client_id of its registration in advance" : "a client_id")
                    + " of the old one");
        }
        if (next.firstUse().isEmpty() && !outcome.isAnswered() && !RefusalChecks.saysWhy(outcome)) {
            throw Finding.inconclusive("the client read the metadata of the new authorization server, and sent it"
                    + " nothing, for a reason that it does not say: its caller " + outcome.ending());
        }
    }

    private static boolean isKnown(LoginTrial trial, Set<String> ids) {
        return trial.declared()
                .registration()
                .map(Registration::id)
                .filter(ids::contains)
                .isPresent();
    }
}
