/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.authorization.internal.ReceivedRequest;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.Protection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which scopes a client asks for. */
final class ScopeChecks {

    /** The metadata does not list it, so that no client has it by chance. */
    static final String NEEDED = "weather:report";

    private ScopeChecks() {}

    static void firstScope(LoginTrial trial) {
        trial.requireOwnLogin();
        var challenged = new AtomicBoolean();
        LoginScene scene = trial.loggedIn(fresh -> fresh.issuer().changeAnswers(answer -> {
            if (fresh.issuer().authorizations().isEmpty()) {
                challenged.set(fresh.server().requests().stream().anyMatch(request -> request.status() == 401));
            }
            return answer;
        }));
        List<ReceivedRequest> grants =
                scene.issuer().requests(request -> request.isAuthorization() || request.isGrant("client_credentials"));
        if (grants.isEmpty()) {
            throw Finding.hidden("the client sent no request for a token to the authorization server");
        }
        if (grants.get(0).isAuthorization() && !challenged.get()) {
            throw Finding.notApplicable("the client logs in before its first request, and so without a challenge");
        }
        Set<String> asked = scopes(grants.get(0));
        if (!asked.contains(Protection.SCOPE)) {
            throw Finding.failed(
                    "The challenge has the scope " + Protection.SCOPE + ", but the client asked for " + print(asked));
        }
        if (asked.stream().anyMatch(scope -> scope.startsWith("weather:") && !scope.equals(Protection.SCOPE))) {
            throw Finding.failed("The challenge has only the scope " + Protection.SCOPE + ", but the client asked for "
                    + print(asked));
        }
    }

    private static Set<String> scopes(ReceivedRequest request) {
        Set<String> scopes =
                new LinkedHashSet<>(List.of(request.find("scope").orElse("").split(" ", -1)));
        scopes.remove("");
        return scopes;
    }

    private static String print(Set<String> scopes) {
        return scopes.isEmpty() ? "no scope" : String.join(" ", scopes);
    }

    static void stepUp(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene scene = trial.loggedIn();
        ReceivedRequest first = FlowChecks.authorization(scene);
        int before = scene.issuer().authorizations().size();
        scene.server().protection().requireScope(NEEDED);
        Outcome outcome;
        try {
            outcome = scene.callWhile(
                    trial.declared().tool(),
                    () -> scene.issuer().authorizations().size() - before <= RefusalChecks.ENDLESS);
        } catch (LoginScene.EndlessException endless) {
            throw Finding.failed("After 403 insufficient_scope the client sent more than " + RefusalChecks.ENDLESS
                    + " authorization requests, and went on");
        }
        boolean wasRefused = scene.server().requests().stream().anyMatch(request -> request.status() == 403);
        if (!wasRefused) {
            throw Finding.hidden("the client sent no call that lacked a scope");
        }
        List<ReceivedRequest> more = scene.issuer()
                .authorizations()
                .subList(before, scene.issuer().authorizations().size());
        String situation = "The server answered 403 with error=\"insufficient_scope\" and scope=\"" + NEEDED + "\"";
        if (more.isEmpty()) {
            throw Finding.failed(
                    situation + ", but the client sent no authorization request: the caller " + outcome.ending());
        }
        Set<String> asked = scopes(more.get(more.size() - 1));
        Set<String> needed = new LinkedHashSet<>(scopes(first));
        needed.add(NEEDED);
        if (!asked.containsAll(needed)) {
            throw Finding.failed(situation + ", but the client asked for " + print(asked) + " instead of "
                    + print(needed) + ": the scopes that it had, and the new one");
        }
        DiscoveryChecks.requireAnswer(outcome, situation + ", and the client asked for it");
    }
}
