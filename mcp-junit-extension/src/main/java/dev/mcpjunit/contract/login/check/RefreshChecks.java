/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.time.Duration;
import java.util.List;

/** What a client does when its token expires. */
final class RefreshChecks {

    private static final int CALLS = 4;
    private static final int EXPIRIES = 2;

    /** The shortest lifetime that can be announced, in whole seconds. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** How long after the other calls a lost call must not be sent again. */
    private static final Duration LATER = Duration.ofMillis(250);

    private RefreshChecks() {}

    static void replacesExpired(LoginTrial trial) {
        try {
            replacesEnded(trial, trial.loggedIn());
        } catch (Finding finding) {
            if (finding.status() != Status.FAILED || !replacesInTime(trial)) {
                throw finding;
            }
        }
    }

    /** The server refuses the token, although it should be valid for an hour. */
    private static void replacesEnded(LoginTrial trial, LoginScene scene) {
        int asked = scene.issuer().authorizations().size();
        for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
            scene.expireTokens();
            Outcome outcome = scene.call(trial.declared().tool());
            String situation = expiry == 1 ? "The token expired" : "The token expired, and the next one as well";
            DiscoveryChecks.requireAnswer(outcome, situation);
            if (scene.issuer().authorizations().size() > asked) {
                throw Finding.failed(
                        situation + ", and the client asked its user again, although it had a refresh" + " token");
            }
        }
    }

    /** Whether a client that does not try again after 401 replaces its token as soon as {@code expires_in} is over. */
    private static boolean replacesInTime(LoginTrial trial) {
        LoginScene scene = trial.scene();
        scene.issuer().announceLifetime(SHORT);
        if (!scene.connectAndCall().isAnswered()) {
            return false;
        }
        int asked = scene.issuer().authorizations().size();
        for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
            scene.passTime(SHORT.plusMillis(200));
            scene.expireTokens();
            if (!scene.call(trial.declared().tool()).isAnswered()) {
                return false;
            }
        }
        return scene.issuer().authorizations().size() == asked;
    }

    static void onceForAll(LoginTrial trial) {
        trial.requireOwnLogin();
        if (!trial.declared().isConcurrent()) {
            throw Finding.notApplicable(
                    "the client is not declared to be called by several threads; see DeclaredLogin.callsConcurrently()");
        }
        LoginScene scene = trial.loggedIn();
        int asked = scene.issuer().authorizations().size();
        scene.expireTokens();
        scene.server().protection().refuseTogether(CALLS);
        scene.issuer().holdRefreshes(CALLS);
        List<Outcome> outcomes = scene.callTogether(trial.declared().tool(), CALLS);
        int refreshes = scene.issuer().refreshes().size();
        if (refreshes == 0) {
            throw Finding.hidden("the client sent no refresh. See the check 'replaces an expired token'");
        }
        if (refreshes > 1) {
            throw Finding.failed("The token expired during " + CALLS + " concurrent calls, and the client sent "
                    + refreshes + " refreshes. All but the first use a refresh token that has been replaced, which ends"
                    + " the session of the user");
        }
        if (scene.issuer().authorizations().size() > asked) {
            throw Finding.failed("The token expired during " + CALLS + " concurrent calls, and the client refreshed it"
                    + " for one, and asked its user for another, although the refreshed token was for all");
        }
        outcomes.forEach(outcome -> DiscoveryChecks.requireAnswer(
                outcome, "The token expired during " + CALLS + " concurrent calls, and was refreshed once"));
    }

    static void nothingTwice(LoginTrial trial) {
        String tool = trial.declared()
                .unsafeTool()
                .orElseThrow(() -> Finding.notApplicable(
                        "no tool that must not be called twice is declared; see DeclaredLogin.neverRepeats(…)"));
        String situation = "The response of a call of '" + tool + "' was lost";
        LoginScene scene = trial.loggedIn();
        scene.server().protection().loseAnswersOf(tool);
        losesOnce(trial, scene, tool, situation);

        LoginScene expiring = trial.loggedIn();
        expiring.server().protection().loseAnswersOf(tool, expiring::expireTokens);
        losesOnce(trial, expiring, tool, situation + ", and the token expired");

        boolean repeats =
                expiring.happensWithin(LATER, () -> executed(scene, tool) > 1 || executed(expiring, tool) > 1);
        if (repeats) {
            throw twice(situation + ", and other calls were made");
        }
    }

    /** Lose the answer of a call, and make another one, which has to log in again if the token has expired. */
    private static void losesOnce(LoginTrial trial, LoginScene scene, String tool, String situation) {
        try {
            Outcome outcome = scene.callWhile(tool, () -> executed(scene, tool) < 2);
            requireOnce(scene, tool, outcome, situation);
            if (!tool.equals(trial.declared().tool())) {
                scene.tryCall(trial.declared().tool(), () -> executed(scene, tool) < 2);
            }
        } catch (LoginScene.EndlessException repeated) {
            throw twice(situation);
        }
        requireOnce(scene, tool, situation + ", and another tool was called");
    }

    private static void requireOnce(LoginScene scene, String tool, Outcome outcome, String situation) {
        if (executed(scene, tool) == 0) {
            throw Finding.hidden("the client did not call '" + tool + "': its caller " + outcome.ending());
        }
        requireOnce(scene, tool, situation);
    }

    private static void requireOnce(LoginScene scene, String tool, String situation) {
        if (executed(scene, tool) > 1) {
            throw twice(situation);
        }
    }

    private static Finding twice(String situation) {
        return Finding.failed(situation + ", and the client sent the call again: the server executed it twice");
    }

    private static long executed(LoginScene scene, String tool) {
        return scene.server().requests().stream()
                .filter(request -> request.calls(tool) && request.isExecuted())
                .count();
    }
}
