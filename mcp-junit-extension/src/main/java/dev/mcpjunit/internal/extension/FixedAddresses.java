/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.base.ClassAddresses;
import dev.mcpjunit.internal.settings.TestAuthorization;
import dev.mcpjunit.internal.wiring.FixedAddress;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The addresses that clients of a test class were given before its tests, by {@code McpAddress}. */
final class FixedAddresses {

    private static final Namespace NAMESPACE = Namespace.create(FixedAddresses.class);

    private FixedAddresses() {}

    /** Let static methods of a class ask for the addresses of its servers. */
    static void offer(Declarations declared) {
        List<DeclaredServer> servers = declared.ownServers().stream()
                .filter(server -> server.lifetime() != Lifetime.METHOD)
                .toList();
        if (!servers.isEmpty()) {
            ExtensionContext context = declared.context();
            context.getStore(NAMESPACE)
                    .put(new ClassKey(context.getUniqueId()), new OfClass(declared.testClass(), servers, context));
        }
    }

    /** Lead the addresses that were asked for to the proxies of a test. */
    static void lead(Declarations declared, Supplier<Optional<TestProxies>> proxies) {
        ExtensionContext test = declared.context();
        Map<DeclaredServer, FixedAddress> used = new LinkedHashMap<>();
        for (DeclaredServer server : declared.visibleServers()) {
            ofClass(server).flatMap(ofClass -> ofClass.used(server)).ifPresent(address -> used.put(server, address));
        }
        if (used.isEmpty()) {
            return;
        }
        proxies.get()
                .ifPresent(all -> used.forEach((server, address) -> {
                    all.continueFrom(address);
                    URI proxy = all.endpoint(Servers.handle(server, test)).httpUri();
                    Runnable back = address.leadTo(proxy, test.getDisplayName());
                    test.getStore(NAMESPACE).put(new TestKey(test.getUniqueId(), server.name()), new Lead(back));
                }));
    }

    private static Optional<OfClass> ofClass(DeclaredServer server) {
        ExtensionContext home = server.home();
        return Optional.ofNullable(home.getStore(NAMESPACE).get(new ClassKey(home.getUniqueId()), OfClass.class));
    }

    private record ClassKey(String context) {}

    private record TestKey(String context, String server) {}

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Lead(Runnable back) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            back.run();
        }
    }

    /** The addresses of one class, each opened when it is asked for. */
    @SuppressWarnings("deprecation")
    private static final class OfClass implements Store.CloseableResource, AutoCloseable {

        private final List<DeclaredServer> servers;
        private final ExtensionContext context;
        private final Map<String, FixedAddress> open = new LinkedHashMap<>();
        private final Runnable unregister;

        OfClass(Class<?> testClass, List<DeclaredServer> servers, ExtensionContext context) {
            this.servers = servers;
            this.context = context;
            this.unregister = ClassAddresses.register(testClass, this::uri);
        }

        private URI uri(String name) {
            DeclaredServer server = servers.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no server '" + name + "' with scope CLASS or" + " RUN, but "
                                    + servers.stream().map(DeclaredServer::name).toList() + "."));
            synchronized (open) {
                return open.computeIfAbsent(name, none -> open(server)).uri();
            }
        }

        private FixedAddress open(DeclaredServer server) {
            ServerHandle handle = Servers.handle(server, context);
            FixedAddress address = FixedAddress.open(handle);
            TestAuthorization.addresses(context)
                    .add(address.uri(), handle.server().endpoint().httpUri());
            return address;
        }

        Optional<FixedAddress> used(DeclaredServer server) {
            synchronized (open) {
                return Optional.ofNullable(open.get(server.name()));
            }
        }

        @Override
        public void close() {
            unregister.run();
            synchronized (open) {
                open.values().forEach(FixedAddress::close);
                open.clear();
            }
        }
    }
}
