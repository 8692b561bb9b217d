/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.internal.rpc.DeclaredCapabilities;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.json.JsonObject;
import java.util.Collection;
import org.apiguardian.api.API;

/**
 * The name, version and capabilities that a connection declares for its client. What a server offers depends on them,
 * so a snapshot holds only for the capabilities that it was taken with.
 *
 * @param capabilities what the client declares, raw, for example {@code {"elicitation":{}}}
 * @param info the client's name and version, raw
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ClientProfile(JsonObject capabilities, JsonObject info) {

    /** A client that declares no capability. */
    public static final ClientProfile PLAIN = new ClientProfile(
            JsonObject.EMPTY,
            JsonObject.builder().put("name", "mcp-junit").put("version", "1").build());

    /**
     * Make a profile that declares some capabilities.
     *
     * @param names for example {@code elicitation}, {@code sampling}, {@code roots}; {@code tasks} for calls that the
     *     server executes as tasks; a name with a slash is an extension. Settings follow an equals sign as a JSON
     *     object, for example <code>com.example/maps={"zoom":true}</code>
     * @return the profile; never {@code null}
     * @throws IllegalArgumentException if settings are not a JSON object
     */
    public static ClientProfile declaring(Collection<String> names) {
        return new ClientProfile(DeclaredCapabilities.of(names), PLAIN.info());
    }

    /**
     * In the handshake era no capability of a client is about tasks of the server, so the extension stands for both.
     */
    boolean declaresTasks() {
        return TaskForm.isExtensionIn(capabilities);
    }
}
