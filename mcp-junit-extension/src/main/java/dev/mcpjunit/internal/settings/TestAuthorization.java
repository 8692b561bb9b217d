/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.settings;

import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.authorization.internal.ResourceAddresses;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The authorization server of a test class and of all classes within it, started when it is first needed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestAuthorization {

    /** What stands for its issuer. */
    static final String PLACEHOLDER = "${mcp.auth.issuer}";

    private static final Namespace NAMESPACE = Namespace.create(TestAuthorization.class);

    private TestAuthorization() {}

    /** The authorization server of the outermost class around a context. */
    public static AuthorizationServer of(ExtensionContext context) {
        return outermost(context)
                .getOrComputeIfAbsent(
                        AuthorizationServer.class,
                        key -> new Entry(AuthorizationServer.start(addresses(context))),
                        Entry.class)
                .server();
    }

    /** The proxies whose addresses stand for the servers behind them, whether or not the server has started. */
    public static ResourceAddresses addresses(ExtensionContext context) {
        return outermost(context)
                .getOrComputeIfAbsent(ResourceAddresses.class, key -> new ResourceAddresses(), ResourceAddresses.class);
    }

    private static Store outermost(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (Optional<ExtensionContext> next = Optional.of(context);
                next.flatMap(ExtensionContext::getTestClass).isPresent();
                next = next.get().getParent()) {
            outermost = next.get();
        }
        return outermost.getStore(NAMESPACE);
    }

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Entry(AuthorizationServer server) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }
}
