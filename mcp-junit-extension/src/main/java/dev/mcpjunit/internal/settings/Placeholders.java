/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import dev.mcpjunit.authorization.internal.TokenHeaders;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.Ports;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Resolves <code>${name}</code> and <code>${name:default}</code> in the strings of annotations. A placeholder that
 * cannot be resolved is an error, never a literal: a server that gets a literal <code>${API_KEY}</code> would fail
 * later and elsewhere.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}:]+)(?::([^}]*))?}");

    private static final Set<String> KNOWN_AT_THE_START = Set.of(Ports.PLACEHOLDER, Transport.PLACEHOLDER);

    private final ExtensionContext context;
    private final Function<String, Optional<String>> otherwise;

    /** Resolve placeholders in a context. */
    public Placeholders(ExtensionContext context) {
        this(context, unknown -> Optional.empty());
    }

    private Placeholders(ExtensionContext context, Function<String, Optional<String>> otherwise) {
        this.context = context;
        this.otherwise = otherwise;
    }

    /**
     * Resolve what is known, for a server that is not started: another name stands for its value, without its braces.
     */
    public static Placeholders leavingUnknown(ExtensionContext context) {
        return new Placeholders(context, Optional::of);
    }

    /**
     * Resolve all placeholders in a string.
     *
     * @param where where the string is, for the message
     */
    public String resolve(String text, String where) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        var resolved = new StringBuilder();
        while (placeholder.find()) {
            placeholder.appendReplacement(resolved, Matcher.quoteReplacement(value(placeholder, where)));
        }
        return placeholder.appendTail(resolved).toString();
    }

    /** The value of a placeholder, if it has one. */
    public Optional<String> find(String name) {
        return context.getConfigurationParameter(name)
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .or(() -> SpringEnvironment.property(context, name));
    }

    private String value(Matcher placeholder, String where) {
        String name = placeholder.group(1);
        if (name == null) {
            return "${";
        }
        if (KNOWN_AT_THE_START.contains(placeholder.group())) {
            return placeholder.group();
        }
        if (TokenHeaders.BEGIN.equals("${" + name)) {
            return token(Optional.ofNullable(placeholder.group(2)).orElse(""), where);
        }
        if (placeholder.group().equals(TestAuthorization.PLACEHOLDER)) {
            return issuer();
        }
        return find(name)
                .or(() -> Optional.ofNullable(placeholder.group(2)))
                .or(() -> otherwise.apply(name))
                .orElseThrow(() -> WrongConfiguration.because("Cannot resolve ${" + name + "} in " + where
                        + ": there is no JUnit configuration parameter, system property or environment variable of that"
                        + " name"
                        + (SpringEnvironment.isUsedBy(context) ? ", nor a property of Spring's environment" : "")
                        + ". Set it, or give a default: ${" + name + ":…}"));
    }

    /** A token is for a server whose address is known at its start; until then its placeholder says where to get it. */
    private String token(String scopes, String where) {
        if (!where.contains("(headers)")) {
            throw WrongConfiguration.because(
                    TokenHeaders.BEGIN + "} in " + where
                            + ": the token is requested after the server has started, so it is available only in headers. Move it to headers.");
        }
        return TokenHeaders.placeholder(issuer(), scopes);
    }

    /** A test may have started the authorization server itself, because another framework needs it earlier. */
    private String issuer() {
        String placeholder = TestAuthorization.PLACEHOLDER;
        return find(placeholder.substring(2, placeholder.length() - 1))
                .orElseGet(() -> TestAuthorization.of(context).issuer().toString());
    }
}
