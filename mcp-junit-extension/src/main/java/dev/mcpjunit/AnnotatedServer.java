/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.extension.Lifetime;
import dev.mcpjunit.internal.extension.ServerDeclaration;
import dev.mcpjunit.server.ServerSpec;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that {@link McpServer} declares.
 *
 * @param annotation the annotation
 * @param owner the test class that carries it
 */
record AnnotatedServer(McpServer annotation, Class<?> owner) implements ServerDeclaration {

    @Override
    public Lifetime lifetime() {
        return annotation.scope().lifetime();
    }

    @Override
    public Optional<String> dockerNeed() {
        if (!annotation.image().isEmpty()) {
            return Optional.of("@McpServer(image = \"" + annotation.image() + "\")");
        }
        return annotation.dockerfile().isEmpty()
                ? Optional.empty()
                : Optional.of("@McpServer(dockerfile = \"" + annotation.dockerfile() + "\")");
    }

    @Override
    public String name(ExtensionContext context) {
        return new ServerReader(annotation, owner, context).name();
    }

    @Override
    public ServerSpec spec(ExtensionContext context) {
        return new ServerReader(annotation, owner, context).spec();
    }
}
