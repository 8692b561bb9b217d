/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.internal.login.Protection.MetadataPlace;
import dev.mcpjunit.contract.internal.login.ScriptedIssuer;
import dev.mcpjunit.contract.internal.login.ServerRequest;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

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
        LoginScene scene = trial.scene();
        scene.server().protection().placeMetadata(MetadataPlace.IN_CHALLENGE);
        scene.server().protection().nameElsewhere(scene.anotherIssuer());
        requireAnswer(
                scene.connectAndCall(),
                "The metadata is at the address that the challenge names, other metadata is at the well-known address");
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
        refusesResource(
                trial,
                "it is %s, which is another server",
                scene -> Optional.of(scene.anotherServer().addressOnLocalhost()));
        refusesResource(
                trial,
                "it is %s, which is another server of the same host",
                scene -> Optional.of(scene.anotherServer().address()));
        refusesResource(
                trial,
                "it is %s, which is another server of the same origin",
                scene -> Optional.of(scene.server().address().resolve("/mcp-other")));
        refusesResource(trial, "nothing about which server it is: it has no resource", scene -> Optional.empty());
    }

    /** The metadata names a resource that is not the server, or none. */
    private static void refusesResource(LoginTrial trial, String flaw, Function<LoginScene, Optional<URI>> resource) {
        LoginScene scene = trial.scene();
        Optional<URI> other = resource.apply(scene);
        scene.server().protection().nameResource(other);
        Outcome unused = scene.connectAndCall();
        requireReading(scene);
        scene.issuer().firstUse().ifPresent(use -> {
            String said = other.map(uri -> "that " + flaw.replace("%s", uri.toString()))
                    .orElse(flaw);
            throw Finding.failed("The metadata of the server says " + said + ", and yet the client sent " + use
                    + " to the authorization server that it names");
        });
        scene.close();
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
        for (Documents documents : Documents.values()) {
            refusesIssuer(
                    trial, documents, scene -> Optional.of(scene.anotherIssuer().address()));
        }
        refusesIssuer(trial, Documents.ALL, scene -> Optional.empty());
    }

    /** Which metadata an authorization server has. */
    enum Documents {
        ALL,
        OPENID_ONLY;

        void serveIn(LoginScene scene) {
            if (this == OPENID_ONLY) {
                scene.issuer().hide(ScriptedIssuer.OAUTH_METADATA);
            }
        }

        /** In words. */
        String named() {
            return this == ALL ? "metadata" : "metadata of OpenID Connect Discovery";
        }
    }

    /** The metadata of the authorization server names an issuer that it is not, or none. */
    private static void refusesIssuer(
            LoginTrial trial, Documents documents, Function<LoginScene, Optional<String>> issuer) {
        LoginScene scene = trial.scene();
        Optional<String> other = issuer.apply(scene);
        documents.serveIn(scene);
        scene.issuer().changeMetadata(metadata -> {
            JsonObject.Builder changed = metadata.toBuilder();
            return other.map(name -> changed.put("issuer", name))
                    .orElseGet(() -> changed.remove("issuer"))
                    .build();
        });
        // An issuer that the answer names, too, would be found out only later.
        other.ifPresent(name -> scene.issuer().changeAnswers(answer -> {
            answer.put("iss", name);
            return answer;
        }));
        Outcome unused = scene.connectAndCall();
        requireDiscovery(scene);
        scene.issuer().firstUse().ifPresent(use -> {
            throw Finding.failed(
                    "The " + documents.named() + " at " + scene.issuer().address() + " has "
                            + other.map(name -> "the issuer " + name).orElse("no issuer")
                            + ", and yet the client sent " + use + " to it");
        });
        scene.close();
    }

    static void requireDiscovery(LoginScene scene) {
        if (scene.issuer().requests().isEmpty()) {
            throw Finding.hidden("the client did not read the metadata of the authorization server");
        }
    }
}
