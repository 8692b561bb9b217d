/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.Protection.MetadataPlace;
import dev.mcpjunit.contract.internal.login.ScriptedIssuer;
import dev.mcpjunit.contract.internal.login.ServerRequest;

/** Where a client logs in. */
final class DiscoveryChecks {

    private DiscoveryChecks() {}

    static void logsIn(LoginTrial trial) {
        LoginScene scene = trial.scene();
        requireAnswer(scene.connectAndCall(), "A server requires a token, and does everything right");
    }

    static void challenge(LoginTrial trial) {
        trial.requireOwnLogin();
        logIn(trial, MetadataPlace.IN_CHALLENGE, "The metadata is only at the address that the challenge names");
    }

    static void wellKnown(LoginTrial trial) {
        trial.requireOwnLogin();
        logIn(
                trial,
                MetadataPlace.WELL_KNOWN_WITH_PATH,
                "The challenge names no address, and the metadata is at the well-known address with the path");
        logIn(
                trial,
                MetadataPlace.WELL_KNOWN_AT_ROOT,
                "The challenge names no address, and the metadata is at the well-known address without a path");
    }

    private static void logIn(LoginTrial trial, MetadataPlace place, String situation) {
        trial.requireLogin();
        LoginScene scene = trial.scene();
        scene.server().protection().placeMetadata(place);
        requireAnswer(scene.connectAndCall(), situation);
        scene.close();
    }

    static void openId(LoginTrial trial) {
        trial.requireOwnLogin();
        trial.requireLogin();
        LoginScene scene = trial.scene();
        scene.issuer().hide(ScriptedIssuer.OAUTH_METADATA);
        requireAnswer(scene.connectAndCall(), "The authorization server has only /.well-known/openid-configuration");
    }

    static void requireAnswer(Outcome outcome, String situation) {
        if (!outcome.isAnswered()) {
            throw Finding.failed(situation + ", but the caller " + outcome.ending());
        }
    }

    static void anotherResource(LoginTrial trial) {
        trial.requireOwnLogin();
        trial.requireLogin();
        LoginScene scene = trial.scene();
        var other = scene.anotherServer().addressOnLocalhost();
        scene.server().protection().nameResource(other);
        Outcome unused = scene.connectAndCall();
        requireReading(scene);
        scene.issuer().firstUse().ifPresent(use -> {
            throw Finding.failed("The metadata of the server says that it is " + other
                    + ", which is another server, and yet the client sent " + use
                    + " to the authorization server that it names");
        });
    }

    private static void requireReading(LoginScene scene) {
        boolean hasRead = scene.server().requests().stream()
                .anyMatch(request -> request.target() == ServerRequest.Target.DOCUMENT && request.isExecuted());
        if (!hasRead) {
            throw Finding.hidden("the client did not read the metadata of the server");
        }
    }

    static void anotherIssuer(LoginTrial trial) {
        trial.requireOwnLogin();
        trial.requireLogin();
        LoginScene scene = trial.scene();
        String other = scene.anotherIssuer().address();
        scene.issuer()
                .changeMetadata(
                        metadata -> metadata.toBuilder().put("issuer", other).build());
        // An issuer that the answer names, too, would be found out only later.
        scene.issuer().changeAnswers(answer -> {
            answer.put("iss", other);
            return answer;
        });
        Outcome unused = scene.connectAndCall();
        requireDiscovery(scene);
        scene.issuer().firstUse().ifPresent(use -> {
            throw Finding.failed("The metadata at " + scene.issuer().address() + " has the issuer " + other
                    + ", and yet the client sent " + use + " to it");
        });
    }

    static void requireDiscovery(LoginScene scene) {
        if (scene.issuer().requests().isEmpty()) {
            throw Finding.hidden("the client did not read the metadata of the authorization server");
        }
    }
}
