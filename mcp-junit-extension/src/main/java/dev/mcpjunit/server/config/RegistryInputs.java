/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.secret.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inputs of a registry file: arguments, environment variables, headers, and the variables in their values. */
final class RegistryInputs {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    private final ConfigVariables variables;

    RegistryInputs(ConfigVariables variables) {
        this.variables = variables;
    }

    /** The environment variables, without optional ones that have no value. */
    Map<String, String> environment(List<ConfigNode> inputs) {
        var values = new LinkedHashMap<String, String>();
        for (ConfigNode input : inputs) {
            String name = input.requiredText("name");
            value(input, name, variables.plain(name), "Set the environment variable or system property " + name)
                    .ifPresent(value -> values.put(name, value));
        }
        return values;
    }

    /** The headers, without optional ones that have no value. */
    Map<String, String> headers(List<ConfigNode> inputs) {
        var values = new LinkedHashMap<String, String>();
        for (ConfigNode input : inputs) {
            String name = input.requiredText("name");
            input(input, name).ifPresent(value -> values.put(name, value));
        }
        return values;
    }

    /** The words of arguments, without optional ones that have no value. */
    List<String> words(List<ConfigNode> arguments) {
        var words = new ArrayList<String>();
        for (ConfigNode argument : arguments) {
            boolean isNamed = isNamed(argument);
            String name = isNamed
                    ? argument.requiredText("name")
                    : argument.text("valueHint").orElse("");
            Optional<String> value = input(argument, name);
            boolean isFlag = isNamed
                    && value.isEmpty()
                    && argument.text("valueHint").isEmpty()
                    && argument.member("format").isEmpty();
            if (isNamed && (value.isPresent() || isFlag)) {
                words.add(name);
            }
            value.ifPresent(words::add);
        }
        return words;
    }

    private static boolean isNamed(ConfigNode argument) {
        String type = argument.text("type").orElse("positional");
        return switch (type) {
            case "named" -> true;
            case "positional" -> false;
            default -> throw argument.member("type").orElse(argument).wrong("must be \"named\" or \"positional\"");
        };
    }

    private Optional<String> input(ConfigNode input, String name) {
        String id = name.replaceFirst("^-+", "");
        return id.isEmpty()
                ? value(input, name, Optional.empty(), "Give it in the file")
                : value(input, id, variables.input(id), ConfigVariables.howToSet(id));
    }

    /**
     * The value of an input.
     *
     * @param given what is set for it outside the file
     * @param howToSet how to set it, for the message
     */
    private Optional<String> value(ConfigNode input, String name, Optional<String> given, String howToSet) {
        Optional<String> value = input.member("value")
                .filter(text -> !text.text().isEmpty())
                .map(text -> substitute(text, input))
                .or(() -> given)
                .or(() -> input.text("default"));
        if (value.isEmpty() && input.flag("isRequired")) {
            throw input.wrong("the value is required and is not set. " + howToSet);
        }
        value.ifPresent(chosen -> {
            requireChoice(input, chosen);
            if (input.flag("isSecret")) {
                // As a header, whose value is a secret whatever it looks like.
                Secrets.of(Map.of(), Map.of(name, chosen)).remember();
            }
        });
        return value;
    }

    private static void requireChoice(ConfigNode input, String value) {
        List<String> choices =
                input.items("choices").stream().map(ConfigNode::text).toList();
        if (!choices.isEmpty() && !choices.contains(value)) {
            throw input.wrong("the value must be one of the 'choices': " + String.join(", ", choices));
        }
    }

    /** A text with the variables in braces resolved; braces around a name that is no variable stay. */
    String substitute(ConfigNode text, ConfigNode home) {
        Map<String, ConfigNode> known = home.members("variables");
        Matcher variable = VARIABLE.matcher(text.text());
        var resolved = new StringBuilder();
        while (variable.find()) {
            ConfigNode declared = known.get(variable.group(1));
            String value = variable.group();
            if (declared != null) {
                value = input(declared, variable.group(1))
                        .orElseThrow(() -> declared.wrong(
                                "the variable has no value. " + ConfigVariables.howToSet(variable.group(1))));
            }
            variable.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return variable.appendTail(resolved).toString();
    }
}
