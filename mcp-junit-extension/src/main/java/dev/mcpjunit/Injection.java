/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.Traffic;
import dev.mcpjunit.wiring.ServerHandle;
import dev.mcpjunit.wiring.TestWire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Gives parameters what their server has: by type what, by name or {@link ForServer} whose. */
final class Injection {

    /** By name, for the types of the SDK may not be on the class path. */
    private static final Map<String, Function<ServerHandle, Object>> DIRECT = Map.of(
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

    /** What a test gets that has a wire of its own; the rest it gets as others do. */
    private static final Map<String, BiFunction<TestWire, ServerHandle, Object>> WIRED = Map.of(
            McpConnection.class.getName(),
            TestWire::connection,
            McpEndpoint.class.getName(),
            TestWire::endpoint,
            McpEndpoint.Http.class.getName(),
            TestWire::endpoint,
            McpEndpoint.Stdio.class.getName(),
            TestWire::endpoint,
            "io.modelcontextprotocol.client.McpSyncClient",
            TestWire::syncClient,
            "io.modelcontextprotocol.client.McpAsyncClient",
            TestWire::asyncClient);

    private static final Map<Class<?>, Function<TestWire, Object>> OF_THE_WIRE =
            Map.of(FaultInjector.class, TestWire::faults, Traffic.class, TestWire::traffic);

    private Injection() {}

    static boolean supports(ParameterContext parameter) {
        return DIRECT.containsKey(type(parameter).getName()) || OF_THE_WIRE.containsKey(type(parameter));
    }

    static Object resolve(ParameterContext parameter, ExtensionContext context) {
        Optional<TestWire> wire = TestWires.of(context);
        Function<TestWire, Object> ofTheWire = OF_THE_WIRE.get(type(parameter));
        if (ofTheWire != null) {
            return ofTheWire.apply(wire.orElseThrow(() -> new ParameterResolutionException(describe(parameter)
                    + " asks for what each test has for itself. Ask for it in the test or in @BeforeEach.")));
        }
        DeclaredServer server = server(parameter, context);
        Object given = value(type(parameter).getName(), Servers.handle(server, context), wire);
        if (!type(parameter).isInstance(given)) {
            throw new ParameterResolutionException(describe(parameter) + " asks for the "
                    + type(parameter).getSimpleName() + " endpoint of server '" + server.name()
                    + "', but that is reached by "
                    + (given instanceof McpEndpoint endpoint ? endpoint.describe() : given)
                    + ". Ask for McpEndpoint, or choose another transport.");
        }
        return given;
    }

    private static Object value(String type, ServerHandle handle, Optional<TestWire> wire) {
        BiFunction<TestWire, ServerHandle, Object> wired = WIRED.get(type);
        return wire.isPresent() && wired != null
                ? wired.apply(wire.get(), handle)
                : requireNonNull(DIRECT.get(type)).apply(handle);
    }

    private static DeclaredServer server(ParameterContext parameter, ExtensionContext context) {
        if (Combination.isMissing(context)) {
            throw new ParameterResolutionException(
                    describe(parameter) + " asks for what each run of @AcrossProtocols has"
                            + " for itself. Ask for it in the test or in @BeforeEach.");
        }
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
