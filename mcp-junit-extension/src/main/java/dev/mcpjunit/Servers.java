/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.wiring.Launchers;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Keeps the servers of a test run in JUnit's stores, each in the one that ends with its scope. A handle is put first
 * and started later, so that the store closes it whatever happens.
 */
final class Servers {

    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    private Servers() {}

    /** The handle of a server, as seen from a context. Not started by this. */
    static ServerHandle handle(DeclaredServer server, ExtensionContext context) {
        return switch (server.scope()) {
            case CLASS -> stored(server.home(), server.name(), server);
            case METHOD -> stored(methodContext(server, context), server.name(), server);
            case RUN -> shared(server);
        };
    }

    private static ServerHandle stored(ExtensionContext context, String name, DeclaredServer server) {
        return get(context, new Key(context.getUniqueId(), name), () -> server.spec()
                .get());
    }

    /** The spec is made once per class, the server once per equal spec. */
    private static ServerHandle shared(DeclaredServer server) {
        Store classStore = server.home().getStore(NAMESPACE);
        var key = new Key(server.home().getUniqueId(), server.name());
        ServerSpec spec = getOrMake(classStore, key, () -> server.spec().get(), ServerSpec.class);
        return get(server.home().getRoot(), spec, () -> spec);
    }

    private static ServerHandle get(
            ExtensionContext context, Object key, java.util.function.Supplier<ServerSpec> spec) {
        Store store = context.getStore(NAMESPACE);
        ServerGroup group = getOrMake(store, new GroupKey(context.getUniqueId()), ServerGroup::new, ServerGroup.class);
        return getOrMake(store, key, () -> group.add(new ServerHandle(spec.get())), ServerGroup.Entry.class)
                .handle();
    }

    // The newer computeIfAbsent is missing in JUnit 5, and forgets a failure.
    private static <T> T getOrMake(Store store, Object key, java.util.function.Supplier<T> maker, Class<T> type) {
        return store.getOrComputeIfAbsent(key, k -> maker.get(), type);
    }

    private static ExtensionContext methodContext(DeclaredServer server, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "Server '" + server.name() + "' has scope = METHOD, so there is none"
                            + " outside a test: not in @BeforeAll, @AfterAll, or the constructor of a class with one instance for"
                            + " all tests. Use scope = CLASS, or ask for it in the test.");
        }
        return context;
    }

    /** Start servers side by side and wait for all of them. */
    static void startAll(List<DeclaredServer> servers, ExtensionContext context) {
        List<ServerHandle> handles =
                servers.stream().map(server -> handle(server, context)).toList();
        DockerCondition.abortWithout(
                context, handles.stream().map(ServerHandle::spec).toList(), Launchers::dockerProblem);
        handles.forEach(ServerHandle::start);
        var failures = new ArrayList<RuntimeException>();
        for (ServerHandle handle : handles) {
            try {
                handle.server();
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        Failures.throwAll(failures);
    }

    /** A store also shows what the stores around it hold, so a key says whose it is. */
    private record GroupKey(String context) {}

    private record Key(String context, String server) {}
}
