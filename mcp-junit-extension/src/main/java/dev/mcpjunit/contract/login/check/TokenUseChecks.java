/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.ScriptedIssuer;
import dev.mcpjunit.contract.internal.login.ScriptedServer;
import dev.mcpjunit.contract.internal.login.ServerRequest;
import dev.mcpjunit.contract.login.DeclaredLogin.Registration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a client sends its tokens. */
final class TokenUseChecks {

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
        Outcome unused = scene.call(trial.declared().tool());
        scene.closeClient();
        for (ServerRequest request : scene.server().requests()) {
            boolean hasToken = request.query().contains("access_token=")
                    || scene.server().tokens().stream()
                            .anyMatch(token -> request.query().contains(token));
            if (hasToken) {
                throw Finding.failed("The client sent a token in the query of the address, with " + request.what());
            }
        }
    }

    static void redirect(LoginTrial trial) {
        LoginScene scene = trial.loggedIn();
        ScriptedServer other = scene.anotherServer();
        scene.server().protection().redirectCalls(other.addressOnLocalhost());
        Outcome unused = scene.call(trial.declared().tool());
        if (scene.server().requests().stream().noneMatch(request -> request.status() == 307)) {
            throw Finding.hidden("the client sent no call that could be redirected");
        }
        Set<String> leaked = new HashSet<>(other.tokens());
        leaked.retainAll(scene.server().tokens());
        boolean isInQuery = other.requests().stream().anyMatch(request -> scene.server().tokens().stream()
                .anyMatch(token -> request.query().contains(token)));
        if (!leaked.isEmpty() || isInQuery) {
            throw Finding.failed("The server redirected a call to " + other.addressOnLocalhost()
                    + ", another host, and the client sent its token there");
        }
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
        if (!next.refreshes().isEmpty()) {
            throw Finding.failed(
                    "The server changed its authorization server, and the client sent the new one a refresh"
                            + " token of the old one");
        }
        Set<String> reused = new HashSet<>(next.values("client_id"));
        reused.retainAll(old.values("client_id"));
        // The address of a metadata document belongs to the client, and to no authorization server.
        reused.removeIf(id -> id.contains("://"));
        if (!reused.isEmpty()) {
            throw Finding.failed("The server changed its authorization server, and the client sent the new one "
                    + (isKnown(trial, reused) ? "the client_id of its registration in advance" : "a client_id")
                    + " of the old one");
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
