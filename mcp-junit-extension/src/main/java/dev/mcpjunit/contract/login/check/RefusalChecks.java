/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.ServerRequest;
import dev.mcpjunit.contract.login.DeclaredLogin;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** What a client does about a server that refuses each token. */
final class RefusalChecks {

    /** The number of attempts after which a client counts as endless, whatever it declares. */
    static final int ENDLESS = 30;

    private static final Pattern SAYS_WHY = Pattern.compile(
            "\\b401\\b|unauthori[sz]ed|authori[sz]ation|authenticat|log ?in\\b|sign ?in\\b|access[ _]token|invalid[ _]token"
                    + "|access denied|access_denied",
            Pattern.CASE_INSENSITIVE);

    private RefusalChecks() {}

    /** Whether the caller can read that a login is the reason. */
    static boolean saysWhy(Outcome outcome) {
        return SAYS_WHY.matcher(outcome.text()).find();
    }

    /** The end of the first call of a server that refuses each token; empty if the client goes on without an end. */
    private static Optional<Outcome> refused(LoginScene scene) {
        scene.server().protection().refuseAll();
        try {
            return Optional.of(scene.connectAndCallWhile(() -> attempts(scene, 0) <= ENDLESS));
        } catch (LoginScene.EndlessException endless) {
            return Optional.empty();
        }
    }

    /** How often the request that was refused most often was sent with a token, or the user was asked since then. */
    private static long attempts(LoginScene scene, int askedBefore) {
        return Math.max(refusals(scene, 401), scene.issuer().authorizations().size() - askedBefore);
    }

    /** How often the request that was refused most often with a status was sent with a token. */
    private static long refusals(LoginScene scene, int status) {
        Map<String, Long> counts = scene.server().protocolRequests().stream()
                .filter(request -> request.status() == status)
                .filter(request ->
                        request.token().isPresent() || !request.query().isEmpty())
                .collect(groupingBy(ServerRequest::what, counting()));
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    static void endless(LoginTrial trial) {
        trial.requireLogin();
        LoginScene scene = trial.scene();
        Optional<Outcome> outcome = refused(scene);
        if (refusals(scene, 401) == 0) {
            throw Finding.hidden("the client sent no token: its caller "
                    + outcome.map(Outcome::ending).orElse("still waits") + ". See the check 'logs in'");
        }
        requireEnd(trial, "The server refused each token with 401", attempts(scene, 0), outcome.isPresent());
        scene.close();
        if (trial.declared().kind() == DeclaredLogin.Kind.BY_ITSELF) {
            endlessStepUp(trial);
        }
    }

    /** The scope that the server asks for does not help. */
    private static void endlessStepUp(LoginTrial trial) {
        LoginScene scene = trial.loggedIn();
        int asked = scene.issuer().authorizations().size();
        scene.server().protection().requireScopeForever(ScopeChecks.NEEDED);
        LongSupplier attempts = () ->
                Math.max(refusals(scene, 403), scene.issuer().authorizations().size() - asked);
        boolean hasEnded = true;
        try {
            Outcome unused = scene.callWhile(trial.declared().tool(), () -> attempts.getAsLong() <= ENDLESS);
        } catch (LoginScene.EndlessException endless) {
            hasEnded = false;
        }
        requireEnd(trial, "The server refused each call with 403 insufficient_scope", attempts.getAsLong(), hasEnded);
    }

    private static void requireEnd(LoginTrial trial, String refusal, long attempts, boolean hasEnded) {
        String situation = refusal + ", and the client tried ";
        String declared = "; the declared maximum is " + trial.declared().attempts() + " attempts";
        if (!hasEnded) {
            throw Finding.failed(situation + "more than " + ENDLESS + " times and went on" + declared);
        }
        if (attempts > trial.declared().attempts()) {
            throw Finding.failed(situation + attempts + " times" + declared);
        }
    }

    static void says(LoginTrial trial) {
        LoginScene scene = trial.loggedIn();
        scene.server().protection().refuseAll();
        int asked = scene.issuer().authorizations().size();
        Outcome outcome;
        try {
            outcome = scene.callWhile(trial.declared().tool(), () -> attempts(scene, asked) <= ENDLESS);
        } catch (LoginScene.EndlessException endless) {
            throw Finding.hidden("the client went on. See the check 'gives up on endless refusals'");
        }
        if (refusals(scene, 401) == 0) {
            throw Finding.hidden("the client did not send the call: its caller " + outcome.ending());
        }
        if (!outcome.isReported()) {
            throw Finding.failed("The server refused each token with 401, and the caller got "
                    + outcome.call().gist() + ", though " + trial.declared().signal() + " is declared");
        }
        if (!saysWhy(outcome)) {
            throw Finding.failed("The server refused each token with 401, and the failure that the caller got does not"
                    + " say so: the caller " + outcome.ending());
        }
    }
}
