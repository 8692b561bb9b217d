/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.internal.wiring.Launchers;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Keeps the servers of a test run in JUnit's stores, each in the store that ends with the server's scope. A handle is
 * stored first and started later, so that the store closes it whatever happens.
 */
final class Servers {

    private static final Namespace NAMESPACE = Namespace.create(Servers.class);

    private Servers() {}

    /** The handle of a server for a context. Does not start it. */
    static ServerHandle handle(DeclaredServer server, ExtensionContext context) {
        return switch (server.lifetime()) {
            case CLASS -> stored(server, server.home(), context);
            case METHOD -> stored(server, requireTest(server, context), context);
            case RUN -> shared(server, context);
        };
    }

    private static ServerHandle stored(DeclaredServer server, ExtensionContext home, ExtensionContext asker) {
        return get(home, new Key(home.getUniqueId(), server.name()), () -> {
            ServerSpec spec = server.spec().apply(asker);
            return made(server, spec, home);
        });
    }

    /** The spec is made once per class, the server once per equal spec. */
    private static ServerHandle shared(DeclaredServer server, ExtensionContext asker) {
        Store classStore = server.home().getStore(NAMESPACE);
        var key = new Key(server.home().getUniqueId(), server.name());
        ServerSpec spec = getOrMake(classStore, key, () -> server.spec().apply(asker), ServerSpec.class);
        return get(server.home().getRoot(), spec, () -> made(server, spec, server.home()));
    }

    private static ServerHandle made(DeclaredServer server, ServerSpec spec, ExtensionContext home) {
        return new ServerHandle(spec, TestTranscripts.tape(spec.name(), home), Cassettes.run(server, spec, home));
    }

    private static ServerHandle get(ExtensionContext context, Object key, Supplier<ServerHandle> handle) {
        Store store = context.getStore(NAMESPACE);
        ServerGroup group = getOrMake(store, new GroupKey(context.getUniqueId()), ServerGroup::new, ServerGroup.class);
        return getOrMake(store, key, () -> group.add(handle.get()), ServerGroup.Entry.class)
                .handle();
    }

    /** The handle of a server, if there is one for a context already. */
    static Optional<ServerHandle> started(DeclaredServer server, ExtensionContext context) {
        Store store;
        Object key;
        switch (server.lifetime()) {
            case CLASS -> {
                store = server.home().getStore(NAMESPACE);
                key = new Key(server.home().getUniqueId(), server.name());
            }
            case METHOD -> {
                store = context.getStore(NAMESPACE);
                key = new Key(context.getUniqueId(), server.name());
            }
            default -> {
                ServerSpec spec = server.home()
                        .getStore(NAMESPACE)
                        .get(new Key(server.home().getUniqueId(), server.name()), ServerSpec.class);
                if (spec == null) {
                    return Optional.empty();
                }
                store = server.home().getRoot().getStore(NAMESPACE);
                key = spec;
            }
        }
        try {
            return Optional.ofNullable(store.get(key, ServerGroup.Entry.class)).map(ServerGroup.Entry::handle);
        } catch (RuntimeException notMade) {
            // The store remembers why there is no server, and has reported it to the first caller.
            return Optional.empty();
        }
    }

    // The newer computeIfAbsent is missing in JUnit 5, and forgets a failure.
    private static <T> T getOrMake(Store store, Object key, Supplier<T> maker, Class<T> type) {
        return store.getOrComputeIfAbsent(key, k -> maker.get(), type);
    }

    private static ExtensionContext requireTest(DeclaredServer server, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw WrongConfiguration.because("Server '" + server.name() + "' has scope = METHOD, so it does not exist"
                    + " outside a test: not in @BeforeAll, @AfterAll, or the constructor of a class with one instance for"
                    + " all tests. Use scope = CLASS, or ask for it in the test.");
        }
        return context;
    }

    /** Start servers concurrently and wait for all of them. */
    static void startAll(List<DeclaredServer> servers, ExtensionContext context, StartPolicy policy) {
        List<ServerHandle> handles =
                servers.stream().map(server -> handle(server, context)).toList();
        DockerCondition.abortWithout(
                context,
                handles.stream()
                        .filter(Cassettes::startsRealServer)
                        .map(ServerHandle::spec)
                        .toList(),
                Launchers::dockerProblem);
        handles.forEach(handle -> RunConsole.of(context).server(handle.spec().name()));
        handles.forEach(ServerHandle::start);
        var failures = new ArrayList<RuntimeException>();
        for (ServerHandle handle : handles) {
            try {
                handle.server();
            } catch (McpException failure) {
                if (policy == StartPolicy.ALL_MUST_START) {
                    failures.add(failure);
                }
                // Otherwise the handle remembers the failure, and throws it at each use of the server.
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        AllFailures.throwAll(failures);
    }

    /** A store also shows what the stores around it hold, so a key says whose it is. */
    private record GroupKey(String context) {}

    private record Key(String context, String server) {}
}
