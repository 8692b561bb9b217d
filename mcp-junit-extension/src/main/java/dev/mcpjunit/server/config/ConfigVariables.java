/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.Ports;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves the variables of configuration files in all the forms that clients know. An unresolved variable is an error,
 * never a literal.
 */
final class ConfigVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)(}?)");

    /** Kinds of variables with a prefix: {@code env:NAME}, {@code input:id}, {@code user_config.KEY}. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:(env|input):|(user_config)\\.)?([A-Za-z_][A-Za-z0-9_.-]*?)(?::-(.*))?", Pattern.DOTALL);

    private static final Set<String> RESOLVED_AT_THE_START = Set.of(Ports.PLACEHOLDER, Transport.PLACEHOLDER);

    private final Map<String, String> fixed;
    private final Function<String, Optional<String>> lookup;

    /**
     * Make a resolver.
     *
     * @param fixed the variables that the file format defines
     * @param lookup finds the values of all others by their names
     */
    ConfigVariables(Map<String, String> fixed, Function<String, Optional<String>> lookup) {
        this.fixed = Map.copyOf(fixed);
        this.lookup = lookup;
    }

    /** These variables, and defaults for those that are not set. */
    ConfigVariables withDefaults(Map<String, String> defaults) {
        return new ConfigVariables(fixed, name -> lookup.apply(name).or(() -> Optional.ofNullable(defaults.get(name))));
    }

    /** The string of a node with all its variables resolved. */
    String resolve(ConfigNode node) {
        Matcher variable = VARIABLE.matcher(node.text());
        var resolved = new StringBuilder();
        while (variable.find()) {
            if (variable.group(2).isEmpty()) {
                throw node.wrong("'${' without '}'");
            }
            variable.appendReplacement(
                    resolved, Matcher.quoteReplacement(value(variable.group(), variable.group(1), node)));
        }
        return variable.appendTail(resolved).toString();
    }

    /** The strings of an object's members with all their variables resolved. */
    Map<String, String> resolveAll(Map<String, ConfigNode> members) {
        var resolved = new LinkedHashMap<String, String>();
        members.forEach((name, member) -> resolved.put(name, resolve(member)));
        return resolved;
    }

    private String value(String whole, String name, ConfigNode node) {
        if (fixed.containsKey(name)) {
            return fixed.get(name);
        }
        if (RESOLVED_AT_THE_START.contains(whole)) {
            return whole;
        }
        Matcher reference = REFERENCE.matcher(name);
        if (!reference.matches()) {
            throw node.wrong("mcp-junit does not know the variable form " + whole
                    + ". It knows ${NAME}, ${NAME:-default}, ${env:NAME}, ${input:id}, ${workspaceFolder},"
                    + " ${userHome} and ${pathSeparator}");
        }
        String plain = reference.group(3);
        Optional<String> value = find(plain)
                .filter(found -> reference.group(4) == null || !found.isEmpty())
                .or(() -> Optional.ofNullable(reference.group(4)));
        value.ifPresent(found -> Secrets.of(Map.of(plain, found), Map.of()).remember());
        return value.orElseThrow(() -> node.wrong(unresolved(whole, reference)));
    }

    /**
     * The value of a variable, also by the environment variable that stands for a name such as {@code github-token}.
     */
    Optional<String> find(String name) {
        return lookup.apply(name).or(() -> lookup.apply(variable(name)));
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String unresolved(String whole, Matcher reference) {
        String name = reference.group(3);
        boolean isInput = "input".equals(reference.group(1)) || reference.group(2) != null;
        return isInput
                ? whole + " has no value. Set the environment variable " + variable(name) + " or the system property "
                        + name
                : whole + " has no value. Set the environment variable or system property " + name
                        + (reference.group(1) == null ? ", or give a default: ${" + name + ":-…}" : "");
    }
}
