/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.ServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client does about a server that refuses each token. */
final class RefusalChecks {

    /** So many attempts are endless, whatever is declared. */
    static final int ENDLESS = 30;

    private static final Pattern SAYS_WHY = Pattern.compile(
            "\\b401\\b|unauthori[sz]ed|authori[sz]ation|authenticat|log ?in\\b|sign ?in\\b|access[ _]token|invalid[ _]token"
                    + "|access denied|access_denied",
            Pattern.CASE_INSENSITIVE);

    private RefusalChecks() {}

    /** The end of the first call of a server that refuses each token; empty if the client goes on without an end. */
    private static Optional<Outcome> refused(LoginScene scene) {
        scene.server().protection().refuseAll();
        try {
            return Optional.of(scene.connectAndCallWhile(() -> attempts(scene) <= ENDLESS));
        } catch (LoginScene.EndlessException endless) {
            return Optional.empty();
        }
    }

    /** How often the request that was sent most often was sent with a token, or the user was asked. */
    private static long attempts(LoginScene scene) {
        Map<String, Long> counts = scene.server().protocolRequests().stream()
                .filter(request ->
                        request.token().isPresent() || !request.query().isEmpty())
                .collect(groupingBy(ServerRequest::what, counting()));
        long sent = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return Math.max(sent, scene.issuer().authorizations().size());
    }

    static void endless(LoginTrial trial) {
        LoginScene scene = trial.scene();
        Optional<Outcome> outcome = refused(scene);
        long attempts = attempts(scene);
        if (attempts == 0) {
            throw Finding.hidden("the client sent no token: its caller "
                    + outcome.map(Outcome::ending).orElse("still waits") + ". See the check 'logs in'");
        }
        String situation = "The server refused each token with 401, and the client tried ";
        String declared = "; declared are at most " + trial.declared().attempts() + " attempts";
        if (outcome.isEmpty()) {
            throw Finding.failed(situation + "more than " + ENDLESS + " times and went on" + declared);
        }
        if (attempts > trial.declared().attempts()) {
            throw Finding.failed(situation + attempts + " times" + declared);
        }
    }

    static void says(LoginTrial trial) {
        LoginScene scene = trial.loggedIn();
        scene.server().protection().refuseAll();
        long before = attempts(scene);
        Outcome outcome;
        try {
            outcome = scene.callWhile(trial.declared().tool(), () -> attempts(scene) - before <= ENDLESS);
        } catch (LoginScene.EndlessException endless) {
            throw Finding.hidden("the client went on. See the check 'gives up on endless refusals'");
        }
        if (attempts(scene) == before) {
            throw Finding.hidden("the client did not send the call: its caller " + outcome.ending());
        }
        if (!outcome.isReported()) {
            throw Finding.failed("The server refused each token with 401, and the caller got "
                    + outcome.call().gist() + ", though " + trial.declared().signal() + " is declared");
        }
        if (!SAYS_WHY.matcher(outcome.text()).find()) {
            throw Finding.failed("The server refused each token with 401, and the failure that the caller got does not"
                    + " say so: the caller " + outcome.ending());
        }
    }
}
