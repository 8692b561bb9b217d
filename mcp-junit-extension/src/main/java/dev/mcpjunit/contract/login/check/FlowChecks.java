/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mcpjunit.authorization.internal.ReceivedRequest;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a client sends to its authorization server, and which answers it takes. */
final class FlowChecks {

    private FlowChecks() {}

    static void resource(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene scene = trial.loggedIn();
        scene.expireTokens();
        // Whether the refresh succeeds is judged by another check.
        Outcome unused = scene.call(trial.declared().tool());
        String server = scene.server().address().toString();
        for (ReceivedRequest request : scene.issuer().requests(each -> each.isAuthorization() || each.isToken())) {
            String what = request.isAuthorization()
                    ? "authorization request"
                    : "token request (" + request.find("grant_type").orElse("no grant_type") + ")";
            List<String> resources = request.parameters().getOrDefault("resource", List.of());
            if (resources.isEmpty()) {
                throw Finding.failed("The " + what + " has no resource; it must be " + server);
            }
            if (resources.stream().anyMatch(resource -> !isSame(resource, server))) {
                throw Finding.failed("The " + what + " has the resource " + String.join(", ", resources)
                        + ", but the server is " + server);
            }
        }
    }

    private static boolean isSame(String resource, String server) {
        return resource.equals(server) || resource.equals(server + "/");
    }

    /** The first authorization request of a client that has logged in. */
    static ReceivedRequest authorization(LoginScene scene) {
        return scene.issuer().authorizations().stream()
                .findFirst()
                .orElseThrow(() ->
                        Finding.notApplicable("the client logs in without a user: it sends no authorization request"));
    }

    static void pkce(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene scene = trial.loggedIn();
        ReceivedRequest authorization = authorization(scene);
        Optional<String> challenge = authorization.find("code_challenge").filter(text -> !text.isBlank());
        String method = authorization.find("code_challenge_method").orElse("plain, the default");
        if (challenge.isEmpty()) {
            throw Finding.failed("The authorization request has no code_challenge");
        }
        if (!method.equals("S256")) {
            throw Finding.failed("The code_challenge_method of the authorization request is " + method);
        }
        boolean isVerified = scene.issuer().exchanges().stream()
                .flatMap(exchange -> exchange.find("code_verifier").stream())
                .anyMatch(verifier -> challenge.get().equals(s256(verifier)));
        if (!isVerified) {
            throw Finding.failed("No token request has the code_verifier of the code_challenge");
        }
    }

    private static String s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    static void withoutPkce(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene good = trial.loggedIn();
        ReceivedRequest unused = authorization(good);
        good.close();
        LoginScene scene = trial.scene();
        scene.issuer().changeMetadata(metadata -> metadata.toBuilder()
                .remove("code_challenge_methods_supported")
                .build());
        Outcome ignored = scene.connectAndCall();
        DiscoveryChecks.requireDiscovery(scene);
        if (!scene.issuer().authorizations().isEmpty()) {
            throw Finding.failed("The metadata of the authorization server has no code_challenge_methods_supported, and"
                    + " yet the client sent an authorization request");
        }
    }

    static void state(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene good = trial.loggedIn();
        if (authorization(good).find("state").isEmpty()) {
            throw Finding.failed("The authorization request has no state");
        }
        good.close();
        requireDiscard(trial, "has another state than the request", answer -> {
            answer.put("state", "another-state");
            return answer;
        });
    }

    static void issuerOfAnswers(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene good = trial.loggedIn();
        ReceivedRequest unused = authorization(good);
        good.close();
        requireDiscard(trial, "names another issuer in iss", answer -> {
            answer.put("iss", "https://other.example.com");
            return answer;
        });
        requireDiscard(trial, "has no iss, though the metadata announces it", answer -> {
            answer.remove("iss");
            return answer;
        });
    }

    private static void requireDiscard(LoginTrial trial, String flaw, UnaryOperator<Map<String, String>> change) {
        LoginScene scene = trial.scene();
        scene.issuer().changeAnswers(change);
        Outcome unused = scene.connectAndCall();
        if (scene.issuer().authorizations().isEmpty()) {
            throw Finding.hidden("the client sent no authorization request this time");
        }
        if (!scene.issuer().exchanges().isEmpty()) {
            throw Finding.failed(
                    "The authorization answer " + flaw + ", and yet the client sent its code to the token endpoint");
        }
        scene.close();
    }
}
