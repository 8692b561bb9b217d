/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.server.ServerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The servers of an extension that a test has registered by a field, instead of by annotations. They are put into the
 * store of the context in which the extension was met first: that of the class for a static field, of the test for
 * another.
 *
 * @param servers the servers, with their scopes
 * @param pinned whether they are held to their snapshots
 * @param home the context they belong to
 */
record Registered(Map<ServerSpec, Scope> servers, boolean pinned, ExtensionContext home) {

    private static final Namespace NAMESPACE = Namespace.create(Registered.class);

    static void in(ExtensionContext context, Map<ServerSpec, Scope> servers, boolean pinned) {
        if (servers.isEmpty()) {
            return;
        }
        if (!Declarations.annotationsAround(context).isEmpty()) {
            throw new ExtensionConfigurationException(
                    context.getRequiredTestClass().getName()
                            + " declares servers by @McpServer and by McpExtension.builder(). Use one of the two.");
        }
        if (around(context).isEmpty()) {
            context.getStore(NAMESPACE).put(Registered.class, new Registered(servers, pinned, context));
        }
    }

    /** With annotations and a field there are two extensions, and JUnit could not tell who resolves a parameter. */
    static void rejectMixture(ExtensionContext context) {
        if (Declarations.annotationsAround(context).isEmpty()) {
            return;
        }
        Class<?> testClass = context.getRequiredTestClass();
        boolean registersToo = AnnotationSupport.findAnnotatedFields(testClass, RegisterExtension.class).stream()
                .anyMatch(field -> field.getType() == McpExtension.class);
        if (registersToo) {
            throw new ExtensionConfigurationException(testClass.getName()
                    + " declares servers by @McpServer and by McpExtension.builder(). Use one of the two.");
        }
    }

    /** What was registered in a context or around it. */
    static Optional<Registered> around(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Registered.class, Registered.class));
    }

    /** The servers, as the run wants them that a context belongs to. */
    List<DeclaredServer> declared(ExtensionContext asker) {
        // A static field is there for all runs of a class, but each run has servers of its own.
        ExtensionContext at =
                Combination.of(home).isEmpty() && Combination.of(asker).isPresent() ? Declarations.homeOf(asker) : home;
        Map<String, DeclaredServer> byName = new LinkedHashMap<>();
        servers.forEach((spec, scope) -> {
            if (byName.put(spec.name(), new DeclaredServer(spec.name(), scope, at, () -> inRun(asker, spec))) != null) {
                throw new ExtensionConfigurationException("McpExtension.builder(): two servers have the name '"
                        + spec.name() + "'. Tell them apart: name(…).");
            }
        });
        return List.copyOf(byName.values());
    }

    private static ServerSpec inRun(ExtensionContext asker, ServerSpec spec) {
        return Combination.of(asker).map(run -> run.applyTo(spec)).orElse(spec);
    }
}
