/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.wiring.ServerHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Gives parameters what their server has: by type what, by name or {@link ForServer} whose. */
final class Injection {

    /** By name, for the types of the SDK may not be on the class path. */
    private static final Map<String, Function<ServerHandle, Object>> VALUES = Map.of(
            McpConnection.class.getName(),
            ServerHandle::connection,
            McpEndpoint.class.getName(),
            handle -> handle.server().endpoint(),
            McpEndpoint.Http.class.getName(),
            handle -> handle.server().endpoint(),
            McpEndpoint.Stdio.class.getName(),
            handle -> handle.server().endpoint(),
            Catalog.class.getName(),
            ServerHandle::catalog,
            RunningServer.class.getName(),
            ServerHandle::server,
            "io.modelcontextprotocol.client.McpSyncClient",
            ServerHandle::syncClient,
            "io.modelcontextprotocol.client.McpAsyncClient",
            ServerHandle::asyncClient);

    private Injection() {}

    static boolean supports(ParameterContext parameter) {
        return VALUES.containsKey(type(parameter).getName());
    }

    static Object resolve(ParameterContext parameter, ExtensionContext context) {
        DeclaredServer server = server(parameter, context);
        Function<ServerHandle, Object> value =
                java.util.Objects.requireNonNull(VALUES.get(type(parameter).getName()));
        Object given = value.apply(Servers.handle(server, context));
        if (!type(parameter).isInstance(given)) {
            throw new ParameterResolutionException(describe(parameter) + " asks for the "
                    + type(parameter).getSimpleName() + " endpoint of server '" + server.name()
                    + "', but that is reached by "
                    + (given instanceof McpEndpoint endpoint ? endpoint.describe() : given)
                    + ". Ask for McpEndpoint, or choose another transport.");
        }
        return given;
    }

    private static DeclaredServer server(ParameterContext parameter, ExtensionContext context) {
        List<DeclaredServer> servers = Declarations.visibleFrom(context);
        if (servers.isEmpty()) {
            throw new ParameterResolutionException(describe(parameter) + " asks for a server, but no @McpServer is"
                    + " declared on " + context.getRequiredTestClass().getName() + " or a class around it.");
        }
        Optional<String> wanted = parameter.findAnnotation(ForServer.class).map(ForServer::value);
        if (wanted.isPresent()) {
            return named(wanted.get(), servers)
                    .orElseThrow(() -> new ParameterResolutionException(describe(parameter) + " is @ForServer(\""
                            + wanted.get() + "\"), but the servers are " + names(servers) + "."));
        }
        if (servers.size() == 1) {
            return servers.get(0);
        }
        return named(parameter.getParameter().getName(), servers)
                .orElseThrow(() -> new ParameterResolutionException(describe(parameter)
                        + " could be for any of the servers " + names(servers)
                        + ". Say which: @ForServer(\"" + servers.get(0).name()
                        + "\"), or name the parameter after it."));
    }

    private static Optional<DeclaredServer> named(String name, List<DeclaredServer> servers) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    private static String names(List<DeclaredServer> servers) {
        return servers.stream().map(DeclaredServer::name).collect(joining("', '", "'", "'"));
    }

    private static Class<?> type(ParameterContext parameter) {
        return parameter.getParameter().getType();
    }

    private static String describe(ParameterContext parameter) {
        return "Parameter '" + parameter.getParameter().getName() + "' ("
                + type(parameter).getSimpleName() + ") of "
                + parameter.getDeclaringExecutable().getDeclaringClass().getName() + "."
                + parameter.getDeclaringExecutable().getName();
    }
}
