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

    private static final String PROPERTY = "mcp.input";

    private static final Set<String> RESOLVED_AT_THE_START = Set.of(Ports.PLACEHOLDER, Transport.PLACEHOLDER);

    private final Map<String, String> fixed;
    private final Map<String, String> inputDefaults;
    private final Function<String, Optional<String>> lookup;

    private ConfigVariables(
            Map<String, String> fixed, Map<String, String> inputDefaults, Function<String, Optional<String>> lookup) {
        this.fixed = Map.copyOf(fixed);
        this.inputDefaults = Map.copyOf(inputDefaults);
        this.lookup = lookup;
    }

    /**
     * Make a resolver.
     *
     * @param fixed the variables that the file format defines
     * @param lookup finds the values of all others by their names
     */
    ConfigVariables(Map<String, String> fixed, Function<String, Optional<String>> lookup) {
        this(fixed, Map.of(), lookup);
    }

    /** These variables, and what the file gives for inputs that are not set. */
    ConfigVariables withInputDefaults(Map<String, String> defaults) {
        return new ConfigVariables(fixed, defaults, lookup);
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
        if (!reference.matches() || (!isInput(reference) && reference.group(3).contains("-"))) {
            throw node.wrong("mcp-junit does not know the form of the variable ${" + beginning(name)
                    + "…}. It knows ${NAME}, ${NAME:-default}, ${env:NAME}, ${input:id}, ${workspaceFolder},"
                    + " ${userHome} and ${pathSeparator}");
        }
        String id = reference.group(3);
        String otherwise = reference.group(4);
        if (otherwise != null && otherwise.contains("${")) {
            throw node.wrong("the default of ${" + id + "} must not contain another variable");
        }
        Optional<String> value = (isInput(reference) ? input(id) : plain(id))
                .filter(found -> otherwise == null || !found.isEmpty())
                .or(() -> Optional.ofNullable(otherwise));
        value.ifPresent(found -> Secrets.of(Map.of(id, found), Map.of()).remember());
        return value.orElseThrow(() -> node.wrong(unresolved(reference)));
    }

    private static boolean isInput(Matcher reference) {
        return "input".equals(reference.group(1)) || reference.group(2) != null;
    }

    /** The name at the beginning of an unknown form. What follows may be a value. */
    private static String beginning(String name) {
        Matcher beginning = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*").matcher(name);
        return beginning.lookingAt() ? beginning.group() : "";
    }

    /**
     * The value of an input, a setting or an argument. Ordinary environment variables such as {@code PATH} do not
     * count, because an input may have any name.
     */
    Optional<String> input(String id) {
        return lookup.apply(PROPERTY + "." + id)
                .or(() -> lookup.apply(variable(id)))
                .or(() -> Optional.ofNullable(inputDefaults.get(id)));
    }

    /** The value of an ordinary variable. */
    Optional<String> plain(String name) {
        return lookup.apply(name);
    }

    /** How to set an input, as the end of a sentence. */
    static String howToSet(String id) {
        return "Set the environment variable " + variable(id) + " or the system property " + PROPERTY + "." + id;
    }

    private static String variable(String id) {
        return "MCP_INPUT_" + id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String unresolved(Matcher reference) {
        String name = reference.group(3);
        String kind = reference.group(1) == null ? "" : reference.group(1) + ":";
        if (isInput(reference)) {
            String prefix = reference.group(2) == null ? kind : "user_config.";
            return "${" + prefix + name + "} has no value. " + howToSet(name);
        }
        return "${" + kind + name + "} has no value. Set the environment variable or system property " + name
                + (kind.isEmpty() ? ", or give a default: ${" + name + ":-…}" : "");
    }
}
