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
import org.apiguardian.api.API;

/**
 * Finds, in a class of the user, the method that builds a server on a transport, and gives it a transport. The method
 * is recognized by its signature: one of the SDK's transports in, anything out.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SdkServerFactory implements McpServerFactory {

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
        List<Method> streamable = taking(type, McpStreamableServerTransportProvider.class);
        List<Method> candidates = streamable.isEmpty() ? taking(type, McpStatelessServerTransport.class) : streamable;
        if (candidates.size() != 1) {
            throw new ServerStartException(
                    "Server '" + server + "': " + type.getName() + " has "
                            + (candidates.isEmpty() ? "no" : "more than one")
                            + " method that builds a server of the MCP Java SDK. Give it one such as\n"
                            + "    public static McpSyncServer create(McpStreamableServerTransportProvider transport)\n"
                            + "or implement " + McpServerFactory.class.getName() + ".",
                    null);
        }
        return new SdkServerFactory(server, path, type, candidates.get(0));
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
        boolean stateless = method.getParameterTypes()[0] == McpStatelessServerTransport.class;
        HttpHost host = HttpHost.listen(path);
        try {
            SdkTransport transport = transport(stateless);
            host.serve(transport);
            build(transport);
            return new Started(host.uri(), () -> {
                transport.shutDown();
                host.close();
            });
        } catch (Exception | Error failure) {
            host.close();
            throw failure;
        }
    }

    private SdkTransport transport(boolean stateless) {
        try {
            return stateless ? new JdkStatelessTransport() : new JdkStreamableTransport();
        } catch (LinkageError | ServiceConfigurationError unfit) {
            throw SdkClassPath.problem(server, unfit);
        }
    }

    private void build(SdkTransport transport) throws Exception {
        Object target = Modifier.isStatic(method.getModifiers()) ? null : instance();
        method.setAccessible(true);
        try {
            method.invoke(target, transport);
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
