/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mcpjunit.authorization.internal.ReceivedRequest;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.login.LoginScene;
import dev.mcpjunit.contract.internal.login.LoginTrial;
import dev.mcpjunit.contract.internal.login.Outcome;
import dev.mcpjunit.contract.login.check.DiscoveryChecks.Documents;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a client sends to its authorization server, and which answers it takes. */
final class FlowChecks {

    /** RFC 7636, section 4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private FlowChecks() {}

    static void resource(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene scene = trial.loggedIn();
        scene.expireTokens();
        // Whether the refresh succeeds is judged by another check.
        Outcome unused = scene.call(trial.declared().tool());
        askForMore(trial, scene);
        String server = scene.server().address().toString();
        List<ReceivedRequest> requests = scene.issuer().requests(each -> each.isAuthorization() || each.isToken());
        if (requests.isEmpty()) {
            throw Finding.hidden("the client sent no request to the authorization server");
        }
        for (ReceivedRequest request : requests) {
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

    /** Give the client a reason for another authorization request; whether it sends one is judged by another check. */
    private static void askForMore(LoginTrial trial, LoginScene scene) {
        scene.server().protection().requireScope(ScopeChecks.NEEDED);
        int before = scene.issuer().authorizations().size();
        scene.tryCall(
                trial.declared().tool(),
                () -> scene.issuer().authorizations().size() - before <= RefusalChecks.ENDLESS);
    }

    /** The authorization requests of a client that steps up, and of another one. */
    private static List<LoginScene> logins(LoginTrial trial) {
        LoginScene first = trial.loggedIn();
        ReceivedRequest unused = authorization(first);
        askForMore(trial, first);
        LoginScene second = trial.loggedIn();
        List.of(first, second).forEach(LoginScene::closeClient);
        return List.of(first, second);
    }

    private static String named(int index) {
        return index == 0 ? "The authorization request" : "A later authorization request";
    }

    /** Require that each value occurs once. */
    private static void requireFresh(List<String> values, String what) {
        if (new HashSet<>(values).size() < values.size()) {
            throw Finding.failed("Two authorization requests have the same " + what + "; it must be new for each");
        }
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
        var challenges = new ArrayList<String>();
        for (LoginScene scene : logins(trial)) {
            List<ReceivedRequest> authorizations = scene.issuer().authorizations();
            List<String> verifiers = scene.issuer().exchanges().stream()
                    .flatMap(exchange -> exchange.find("code_verifier").stream())
                    .toList();
            for (int index = 0; index < authorizations.size(); index++) {
                challenges.add(verified(authorizations.get(index), named(index), verifiers));
            }
        }
        requireFresh(challenges, "code_challenge");
    }

    /** The challenge of an authorization request whose verifier was sent later. */
    private static String verified(ReceivedRequest authorization, String named, List<String> verifiers) {
        String challenge = authorization
                .find("code_challenge")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Finding.failed(named + " has no code_challenge"));
        String method = authorization.find("code_challenge_method").orElse("plain, the default");
        if (!method.equals("S256")) {
            throw Finding.failed("The code_challenge_method of "
                    + named.substring(0, 1).toLowerCase(Locale.ROOT) + named.substring(1) + " is " + method);
        }
        String verifier = verifiers.stream()
                .filter(text -> challenge.equals(s256(text)))
                .findFirst()
                .orElseThrow(() -> Finding.failed("No token request has the code_verifier of the code_challenge"));
        if (!VERIFIER.matcher(verifier).matches()) {
            throw Finding.failed("The code_verifier has " + verifier.length()
                    + " characters; it must have 43 to 128 letters, digits, or -._~");
        }
        return challenge;
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
        for (Documents documents : Documents.values()) {
            LoginScene scene = trial.scene();
            documents.serveIn(scene);
            scene.issuer().changeMetadata(metadata -> metadata.toBuilder()
                    .remove("code_challenge_methods_supported")
                    .build());
            Outcome ignored = scene.connectAndCall();
            DiscoveryChecks.requireDiscovery(scene);
            if (!scene.issuer().authorizations().isEmpty()) {
                throw Finding.failed("The " + documents.named() + " of the authorization server has no"
                        + " code_challenge_methods_supported, and yet the client sent an authorization request");
            }
            scene.close();
        }
    }

    static void state(LoginTrial trial) {
        trial.requireOwnLogin();
        var states = new ArrayList<String>();
        for (LoginScene scene : logins(trial)) {
            List<ReceivedRequest> authorizations = scene.issuer().authorizations();
            for (int index = 0; index < authorizations.size(); index++) {
                String named = named(index);
                states.add(authorizations
                        .get(index)
                        .find("state")
                        .orElseThrow(() -> Finding.failed(named + " has no state")));
            }
        }
        requireFresh(states, "state");
        requireDiscard(trial, "has another state than the request", answer -> answer.put("state", "another-state"));
        requireDiscard(trial, "has no state, though the request has one", answer -> answer.remove("state"));
    }

    static void issuerOfAnswers(LoginTrial trial) {
        trial.requireOwnLogin();
        LoginScene good = trial.loggedIn();
        ReceivedRequest unused = authorization(good);
        good.close();
        String another = "names another issuer in iss";
        requireDiscard(trial, another, answer -> answer.put("iss", "https://other.example.com"));
        requireDiscard(trial, another + ", on the same host", answer -> answer.put("iss", "http://127.0.0.1:9"));
        requireDiscard(
                trial,
                another + ", with a slash at its end",
                answer -> answer.computeIfPresent("iss", (k, v) -> v + "/"));
        requireDiscard(trial, "has no iss, though the metadata announces it", answer -> answer.remove("iss"));
        LoginScene silent = trial.scene();
        silent.issuer().changeMetadata(metadata -> metadata.toBuilder()
                .remove("authorization_response_iss_parameter_supported")
                .build());
        requireDiscard(
                silent,
                another + ", which the metadata does not announce",
                answer -> answer.put("iss", "https://other.example.com"));
    }

    private static void requireDiscard(LoginTrial trial, String flaw, Consumer<Map<String, String>> change) {
        requireDiscard(trial.scene(), flaw, change);
    }

    private static void requireDiscard(LoginScene scene, String flaw, Consumer<Map<String, String>> change) {
        scene.issuer().changeAnswers(answer -> {
            change.accept(answer);
            return answer;
        });
        Outcome unused = scene.connectAndCall();
        if (scene.issuer().authorizations().isEmpty()) {
            throw Finding.hidden("the client sent no authorization request this time");
        }
        if (!scene.issuer().exchanges().isEmpty()) {
            throw Finding.failed(
                    "The authorization response " + flaw + ", and yet the client sent its code to the token endpoint");
        }
        scene.close();
    }
}
