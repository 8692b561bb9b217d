/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.util.Collection;
import org.apiguardian.api.API;

/** Reads the capabilities that a user declares for clients as texts. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DeclaredCapabilities {

    private static final String TASKS = "tasks";
    private static final String EXTENSIONS = "extensions";

    private DeclaredCapabilities() {}

    /**
     * Read some declarations.
     *
     * @param declarations each a name, or a name, an equals sign and the settings as a JSON object; {@code tasks}
     *     stands for the extension, and a name with a slash is an extension
     * @return the capabilities as clients send them; never {@code null}
     * @throws IllegalArgumentException if settings are not a JSON object, or something has no name
     */
    public static JsonObject of(Collection<String> declarations) {
        var capabilities = JsonObject.builder();
        var extensions = JsonObject.builder();
        declarations.forEach(declaration -> {
            int end = declaration.indexOf('=');
            String name = (end < 0 ? declaration : declaration.substring(0, end)).strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("clientCapabilities: '" + declaration + "' has no name. Examples:"
                        + " elicitation, com.example/maps, com.example/maps={\"zoom\":true}");
            }
            JsonObject settings = end < 0 ? defaults(name) : settings(declaration, declaration.substring(end + 1));
            if (name.equals(TASKS)) {
                extensions.put(TaskForm.EXTENSION_NAME, settings);
            } else if (name.contains("/")) {
                extensions.put(name, settings);
            } else {
                capabilities.put(name, settings);
            }
        });
        JsonObject named = extensions.build();
        return (named.isEmpty() ? capabilities : capabilities.put(EXTENSIONS, named)).build();
    }

    private static JsonObject defaults(String name) {
        return name.equals(AppNames.EXTENSION) ? AppNames.SETTINGS : JsonObject.EMPTY;
    }

    private static JsonObject settings(String declaration, String text) {
        try {
            JsonValue settings = Json.parse(text);
            if (settings instanceof JsonObject object) {
                return object;
            }
            throw refused(declaration, "not a JSON object");
        } catch (MalformedJsonException malformed) {
            throw refused(declaration, String.valueOf(malformed.getMessage()));
        }
    }

    private static IllegalArgumentException refused(String declaration, String reason) {
        return new IllegalArgumentException("clientCapabilities: the settings in '" + declaration
                + "' cannot be read: " + reason + ". Write a JSON object after the equals sign, for example"
                + " com.example/maps={\"zoom\":true}");
    }
}
