/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.settings.Placeholders;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.config.InvalidConfigException;
import dev.mcpjunit.server.config.McpConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The file that {@code @McpServer(config = …)} names. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConfigSource {

    private final Class<?> owner;
    private final Path file;
    private final Optional<Path> signers;
    private final Placeholders placeholders;

    /**
     * Name a file.
     *
     * @param owner the class that carries the annotation
     * @param file the file
     * @param signers the certificates of those who must have signed it, if it must be signed
     * @param placeholders finds the values of the file's variables
     */
    public ConfigSource(Class<?> owner, Path file, Optional<Path> signers, Placeholders placeholders) {
        this.owner = owner;
        this.file = file;
        this.signers = signers;
        this.placeholders = placeholders;
    }

    /** The names of the servers in the file. */
    public List<String> names() {
        return read().names();
    }

    /** A builder for the spec of one server, with the variables of the file resolved. */
    public ServerSpecBuilder builder(String server) {
        try {
            return read().server(server);
        } catch (InvalidConfigException invalid) {
            throw wrong(invalid);
        }
    }

    private McpConfig read() {
        try {
            McpConfig config = McpConfig.read(file, placeholders::find);
            return signers.map(config::signedBy).orElse(config);
        } catch (InvalidConfigException invalid) {
            throw wrong(invalid);
        }
    }

    private ExtensionConfigurationException wrong(InvalidConfigException invalid) {
        return WrongConfiguration.because(
                "@McpServer(config = …) on " + owner.getName() + ": " + invalid.getMessage(), invalid);
    }
}
