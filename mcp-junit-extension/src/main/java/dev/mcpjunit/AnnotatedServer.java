/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.extension.ApplicationTest;
import dev.mcpjunit.internal.extension.Lifetime;
import dev.mcpjunit.internal.extension.ServerDeclaration;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.ServerSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that {@link McpServer} declares, or the servers of the configuration file that it names.
 *
 * @param owner the test class that carries it
 * @param later an extension that starts the application under test too late, because it stands below the annotation
 */
record AnnotatedServer(McpServer annotation, Class<?> owner, Optional<ApplicationTest> later)
        implements ServerDeclaration {

    @Override
    public Lifetime lifetime() {
        return annotation.scope().lifetime();
    }

    @Override
    public Optional<String> dockerNeed() {
        if (!annotation.cassette().isEmpty()) {
            // Whether it is replayed is known when it is started; then Docker is asked for as well.
            return Optional.empty();
        }
        if (!annotation.image().isEmpty()) {
            return Optional.of("@McpServer(image = \"" + annotation.image() + "\")");
        }
        return annotation.dockerfile().isEmpty()
                ? Optional.empty()
                : Optional.of("@McpServer(dockerfile = \"" + annotation.dockerfile() + "\")");
    }

    @Override
    public List<String> names(ExtensionContext context) {
        return new ServerReader(annotation, owner, context).names();
    }

    @Override
    public ServerSpec spec(String name, ExtensionContext context) {
        ServerSpec spec = recorded(new ServerReader(annotation, owner, context).spec(name));
        later.filter(test -> test.mayStart(spec, annotation.url())).ifPresent(test -> {
            throw WrongConfiguration.because("@McpServer on " + owner.getName() + ": it stands above "
                    + test.annotation() + ", so " + spec.source().describe()
                    + " is asked before the application runs. Put " + test.annotation()
                    + " above all annotations of mcp-junit, on the same class.");
        });
        return spec;
    }

    /** Several servers of one configuration file have a cassette each. */
    private ServerSpec recorded(ServerSpec spec) {
        boolean several = !annotation.config().isEmpty() && annotation.name().isEmpty();
        if (!annotation.cassette().isEmpty()) {
            try {
                return spec.recordedTo(new CassetteSpec(
                        annotation.cassette() + (several ? "." + spec.name() : ""),
                        List.of(annotation.volatilePaths()),
                        annotation.cassetteRepeats()));
            } catch (IllegalArgumentException invalid) {
                throw WrongConfiguration.because(
                        "@McpServer on " + owner.getName() + ": " + invalid.getMessage() + ".");
            }
        }
        if (annotation.volatilePaths().length > 0 || annotation.cassetteRepeats() != CassetteSpec.Repeats.AS_RECORDED) {
            throw WrongConfiguration.because("@McpServer on " + owner.getName()
                    + ": 'volatilePaths' and 'cassetteRepeats' have no effect without 'cassette'.");
        }
        return spec;
    }
}
