/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.failure.internal.SdkClassPath;
import dev.mcpjunit.server.McpServerFactory;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in a class of the user, the method that builds a server, and gives the server a transport. The method is
 * recognized by its signature: one of the SDK's transports in and anything out, or nothing in and a modern server out.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SdkServerFactory implements McpServerFactory {

    /** Since version 2.2 of the SDK. */
    private static final boolean MODERN = hasModernServers();

    private final String server;
    private final String path;
    private final Class<?> type;
    private final Method method;

    private SdkServerFactory(String server, String path, Class<?> type, Method method) {
        this.server = server;
        this.path = path;
        this.type = type;
        this.method = method;
    }

    /**
     * Look at a class.
     *
     * @param server the server's name, for messages
     * @param path where the MCP endpoint shall be
     * @throws ServerStartException if there is not exactly one such method
     */
    public static SdkServerFactory of(String server, String path, Class<?> type) {
        List<Method> candidates = candidates(server, type);
        if (candidates.size() != 1) {
            throw new ServerStartException(
                    "Server '" + server + "': " + type.getName() + " has "
                            + (candidates.isEmpty() ? "no" : "more than one")
                            + " method that builds a server of the MCP Java SDK. Give it one such as\n"
                            + "    public static McpSyncServer create(McpStreamableServerTransportProvider transport)\n"
                            + "or, for a server of io.modelcontextprotocol.modern.server (SDK 2.2 or newer),\n"
                            + "    public static McpServer create()\n"
                            + "or implement " + McpServerFactory.class.getName() + ".",
                    null);
        }
        return new SdkServerFactory(server, path, type, candidates.get(0));
    }

    private static List<Method> candidates(String server, Class<?> type) {
        try {
            List<Method> streamable = taking(type, McpStreamableServerTransportProvider.class);
            List<Method> older = streamable.isEmpty() ? taking(type, McpStatelessServerTransport.class) : streamable;
            return Stream.concat(older.stream(), modern(type)).toList();
        } catch (LinkageError unfit) {
            throw SdkClassPath.problem(server, unfit);
        }
    }

    private static Stream<Method> modern(Class<?> type) {
        return MODERN
                ? Arrays.stream(type.getMethods())
                        .filter(method -> method.getParameterCount() == 0
                                && !method.isBridge()
                                && JdkModernTransport.isBuiltBy(method))
                : Stream.empty();
    }

    private static boolean hasModernServers() {
        try {
            Class.forName("io.modelcontextprotocol.modern.server.McpRequestManager");
            return true;
        } catch (ClassNotFoundException olderSdk) {
            return false;
        }
    }

    private static List<Method> taking(Class<?> type, Class<?> transport) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == transport
                        && method.getReturnType() != void.class
                        && !method.isBridge())
                .toList();
    }

    @Override
    public Started start() throws Exception {
        HttpHost host = HttpHost.listen(path);
        try {
            SdkTransport transport = method.getParameterCount() == 0 ? built(host) : served(host);
            return new Started(host.uri(), () -> {
                transport.shutDown();
                host.close();
            });
        } catch (Exception | Error failure) {
            host.close();
            throw failure;
        }
    }

    /** An older server is built on a transport that listens already. */
    private SdkTransport served(HttpHost host) throws Exception {
        SdkTransport transport = fitting(() -> method.getParameterTypes()[0] == McpStatelessServerTransport.class
                ? new JdkStatelessTransport()
                : new JdkStreamableTransport());
        host.serve(transport);
        build(transport);
        return transport;
    }

    /** A modern server is built first. */
    private SdkTransport built(HttpHost host) throws Exception {
        Object built = build();
        if (built == null) {
            throw new ServerStartException("Server '" + server + "': " + method + " has returned null", null);
        }
        SdkTransport transport = fitting(() -> new JdkModernTransport(built));
        host.serve(transport);
        return transport;
    }

    private SdkTransport fitting(Supplier<SdkTransport> transport) {
        try {
            return transport.get();
        } catch (LinkageError | ServiceConfigurationError unfit) {
            throw SdkClassPath.problem(server, unfit);
        }
    }

    private @Nullable Object build(Object... transport) throws Exception {
        Object target = Modifier.isStatic(method.getModifiers()) ? null : instance();
        method.setAccessible(true);
        try {
            return method.invoke(target, transport);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    private Object instance() throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
