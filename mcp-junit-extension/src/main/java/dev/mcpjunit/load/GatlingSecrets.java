/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The arguments of a call without their secrets. Each text that contains a secret is replaced by the name of an
 * environment variable, {@code ${env.NAME}}, which the simulation reads.
 */
final class GatlingSecrets {

    private final PlannedCall call;
    private final Map<String, String> variables;
    private final Set<String> used = new LinkedHashSet<>();
    private final JsonObject arguments;

    /** @param variables the variables of the whole plan and their texts, to which this call adds its own */
    GatlingSecrets(PlannedCall call, Map<String, String> variables) {
        this.call = call;
        this.variables = variables;
        this.arguments = withoutSecrets(call.arguments(), "MCP_" + call.server() + "_" + call.tool());
    }

    static boolean isSecret(String text) {
        return !Secrets.maskKnown(text).equals(text);
    }

    JsonObject arguments() {
        return arguments;
    }

    /** The variables of this call. */
    List<String> used() {
        return List.copyOf(used);
    }

    /**
     * The headers that repeat arguments.
     *
     * @throws IllegalArgumentException if one holds a secret that is encoded
     */
    Map<String, String> headers(Function<JsonObject, Map<String, String>> headersOf) {
        Map<String, String> shown = headersOf.apply(arguments);
        if (!filled(shown).equals(headersOf.apply(call.arguments()))) {
            throw refused();
        }
        return shown;
    }

    /** @throws IllegalArgumentException if a text contains a secret */
    void requireNoneIn(String text) {
        if (isSecret(text)) {
            throw refused();
        }
    }

    private IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "The call " + call.title() + " has a secret in its arguments that is no text"
                        + " which a simulation can read from an environment variable. Leave the call out of the plan, or use"
                        + " another value.");
    }

    private Map<String, String> filled(Map<String, String> headers) {
        var filled = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            String text = value;
            for (String variable : used) {
                text = text.replace(placeholder(variable), String.valueOf(variables.get(variable)));
            }
            filled.put(name, text);
        });
        return filled;
    }

    private JsonObject withoutSecrets(JsonObject object, String path) {
        var members = JsonObject.builder();
        object.members().forEach((name, member) -> members.put(name, withoutSecrets(member, path + "_" + name)));
        return members.build();
    }

    private JsonValue withoutSecrets(JsonValue value, String path) {
        if (value instanceof JsonObject object) {
            return withoutSecrets(object, path);
        }
        if (value instanceof JsonArray array) {
            var items = new ArrayList<JsonValue>();
            for (JsonValue item : array) {
                items.add(withoutSecrets(item, path + "_" + items.size()));
            }
            return new JsonArray(items);
        }
        if (!(value instanceof JsonString string) || !isSecret(string.value())) {
            return value;
        }
        String variable = variable(path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), string.value());
        used.add(variable);
        return new JsonString(placeholder(variable));
    }

    /** A name that no other text has. */
    private String variable(String name, String text) {
        String free = name;
        for (int next = 2; !variables.getOrDefault(free, text).equals(text); next++) {
            free = name + "_" + next;
        }
        variables.put(free, text);
        return free;
    }

    private static String placeholder(String variable) {
        return "${env." + variable + "}";
    }
}
