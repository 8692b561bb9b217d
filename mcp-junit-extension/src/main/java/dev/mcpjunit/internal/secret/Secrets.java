/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Secret values with their names, and the one place that masks them.
 *
 * <p>A mask says which secret it hides, {@code [masked: API_TOKEN]}, so that different secrets stay different. Values
 * that a human would not call a secret ({@code true}, {@code 8080}, {@code streamable-http}) are not masked, because
 * masking them would make messages unreadable; {@link SecretValues} decides.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Secrets {

    private final Map<String, String> namesByValue;

    private Secrets(Map<String, String> namesByValue) {
        this.namesByValue = namesByValue;
    }

    /** Collect the secrets of a server. */
    public static Secrets of(Map<String, String> environment, Map<String, String> headers) {
        var found = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> SecretValues.ofVariable(name, value, found));
        headers.forEach((name, value) -> SecretValues.ofHeader(name, value, found));
        return new Secrets(found);
    }

    /** Collect the secrets in the words of a command: values of options such as {@code --api-key}, and addresses. */
    public static Secrets ofCommand(List<String> words) {
        var found = new LinkedHashMap<String, String>();
        CommandSecrets.find(words, found);
        return new Secrets(found);
    }

    /** Collect the secrets of an address: its user information and its query. */
    public static Secrets of(URI address) {
        var found = new LinkedHashMap<String, String>();
        SecretValues.ofAddress(address, found);
        return new Secrets(found);
    }

    /** These secrets and others. */
    public Secrets and(Secrets others) {
        var both = new LinkedHashMap<>(namesByValue);
        others.namesByValue.forEach(both::putIfAbsent);
        return new Secrets(both);
    }

    /** Mask each of these secrets, and each text that has the shape of a well-known kind of token. */
    public String mask(String text) {
        return mask(text, SecretIndex.among(namesByValue, text));
    }

    /** Names that are printed in masks are not masked again. */
    private static String mask(String text, List<Map.Entry<String, String>> found) {
        String masked = text;
        for (Map.Entry<String, String> secret : found) {
            masked = Masks.replace(masked, secret.getKey(), secret.getValue());
        }
        return Masks.tokens(masked);
    }

    /**
     * Remember these secrets for {@link #maskKnown}, for as long as this JVM runs: a failure may be printed after its
     * server has gone.
     */
    public void remember() {
        KnownSecrets.addDeclared(namesByValue);
    }

    /**
     * Remember secrets that an authorization server issued. There may be any number of them, so they are kept apart
     * from those that were configured, and only the latest are known.
     */
    public void rememberIssued() {
        KnownSecrets.addIssued(namesByValue);
    }

    /** Mask every secret that this JVM knows. For messages, whose author does not know which servers there are. */
    public static String maskKnown(String text) {
        return mask(text, KnownSecrets.in(text));
    }

    /** Whether this JVM knows a secret of this name, so that its value would be masked. */
    public static boolean isKnownName(String name) {
        return KnownSecrets.hasName(name);
    }

    /** Remember names and paths that the user says are secret, for as long as this JVM runs. */
    public static void rememberNames(List<String> names) {
        KnownSecrets.addNames(names);
    }

    /** The names and paths that the user says are secret. */
    public static List<String> namesOfUser() {
        return KnownSecrets.names();
    }
}
