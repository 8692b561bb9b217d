/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.inprocess.sdk.SdkServerFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.apiguardian.api.API;

/** Makes servers by a class of the user. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class InProcessLauncher implements Launcher {

    private final ServerSource.InProcess source;

    /** Make a launcher. */
    public InProcessLauncher(ServerSource.InProcess source) {
        this.source = source;
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        Class<?> type = source.factory();
        var server = new InProcessServer(spec.name(), factory(spec, type), spec.headers(), spec.startupTimeout());
        server.start(deadline.remaining());
        return server;
    }

    private static McpServerFactory factory(ServerSpec spec, Class<?> type) {
        if (McpServerFactory.class.isAssignableFrom(type)) {
            return (McpServerFactory) instantiate(spec.name(), type);
        }
        if (!isSdkPresent()) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "': inProcess = " + type.getSimpleName() + ".class is no "
                            + McpServerFactory.class.getSimpleName()
                            + ", and the MCP Java SDK is not on the class path. Implement McpServerFactory, or add"
                            + " io.modelcontextprotocol.sdk:mcp.",
                    null);
        }
        return SdkServerFactory.of(spec.name(), spec.path(), type);
    }

    private static boolean isSdkPresent() {
        try {
            Class.forName("io.modelcontextprotocol.spec.McpStreamableServerTransportProvider");
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static Object instantiate(String server, Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException missing) {
            throw new ServerStartException(
                    "Server '" + server + "': " + type.getName()
                            + " needs a constructor without parameters (and must be static if it is nested)",
                    missing);
        } catch (InvocationTargetException failed) {
            throw new ServerStartException(
                    "Server '" + server + "': the constructor of " + type.getName() + " failed: " + failed.getCause(),
                    failed.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new ServerStartException(
                    "Server '" + server + "': " + type.getName() + " cannot be instantiated: " + impossible,
                    impossible);
        }
    }
}
