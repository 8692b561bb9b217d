/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.Ports;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Resolves <code>${name}</code> and <code>${name:default}</code> in the texts of annotations. What cannot be resolved
 * is an error, never a literal: a server that is told <code>${API_KEY}</code> fails later and elsewhere.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}:]+)(?::([^}]*))?}");

    private static final Set<String> KNOWN_AT_THE_START = Set.of(Ports.PLACEHOLDER, Transport.PLACEHOLDER);

    private final ExtensionContext context;

    Placeholders(ExtensionContext context) {
        this.context = context;
    }

    /**
     * Resolve all placeholders in a text.
     *
     * @param text the text
     * @param where what the text is, for the message
     */
    String resolve(String text, String where) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        var resolved = new StringBuilder();
        while (placeholder.find()) {
            placeholder.appendReplacement(resolved, Matcher.quoteReplacement(value(placeholder, where)));
        }
        return placeholder.appendTail(resolved).toString();
    }

    private String value(Matcher placeholder, String where) {
        String name = placeholder.group(1);
        if (name == null) {
            return "${";
        }
        if (KNOWN_AT_THE_START.contains(placeholder.group())) {
            return placeholder.group();
        }
        return context.getConfigurationParameter(name)
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .or(() -> SpringEnvironment.property(context, name))
                .or(() -> Optional.ofNullable(placeholder.group(2)))
                .orElseThrow(() -> new ExtensionConfigurationException("Cannot resolve ${" + name + "} in " + where
                        + ": there is no JUnit configuration parameter, system property or environment variable of that"
                        + " name"
                        + (SpringEnvironment.isUsedBy(context) ? ", nor a property of Spring's environment" : "")
                        + ". Set it, or give a default: ${" + name + ":…}"));
    }
}
