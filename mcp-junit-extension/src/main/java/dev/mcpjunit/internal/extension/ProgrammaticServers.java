/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.pin.Pin;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.server.ServerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The servers of an extension that a test registers by a field, instead of by annotations. They are put into the store
 * of the first context that the extension is called for: that of the class for a static field, that of the test for
 * another.
 *
 * @param servers the servers, with their lifetimes
 * @param pin how they are held to their snapshots; empty if they are not
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProgrammaticServers(Map<ServerSpec, Lifetime> servers, Optional<Pin> pin, ExtensionContext home) {

    private static final Namespace NAMESPACE = Namespace.create(ProgrammaticServers.class);

    /** Put servers into the store of a context, unless they are registered there or around it. */
    static void register(ExtensionContext context, Map<ServerSpec, Lifetime> servers, Optional<Pin> pin) {
        if (around(context).isEmpty()) {
            context.getStore(NAMESPACE).put(ProgrammaticServers.class, new ProgrammaticServers(servers, pin, context));
        }
    }

    /** What was registered in a context or around it. */
    static Optional<ProgrammaticServers> around(ExtensionContext context) {
        return Optional.ofNullable(
                context.getStore(NAMESPACE).get(ProgrammaticServers.class, ProgrammaticServers.class));
    }

    /** The servers for a context. */
    List<DeclaredServer> declared(ExtensionContext asker, ExtensionContext classHome) {
        // A static field is there for all runs of a class, but each run has servers of its own.
        boolean isInRun =
                Combination.of(home).isEmpty() && Combination.of(asker).isPresent();
        ExtensionContext at = isInRun ? classHome : home;
        Map<String, DeclaredServer> byName = new LinkedHashMap<>();
        servers.forEach((spec, lifetime) -> {
            var server = new DeclaredServer(spec.name(), lifetime, at, context -> Combination.applyTo(spec, context));
            if (byName.put(spec.name(), server) != null) {
                throw WrongConfiguration.because("McpExtension.builder(): two servers have the name '" + spec.name()
                        + "'. Give one of them another name: name(…).");
            }
        });
        return List.copyOf(byName.values());
    }
}
