/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.Traffic;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
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
    private static final Map<String, BiFunction<TestProxies, ServerHandle, Object>> WIRED = Map.of(
            McpConnection.class.getName(),
            TestProxies::connection,
            McpEndpoint.class.getName(),
            TestProxies::endpoint,
            McpEndpoint.Http.class.getName(),
            TestProxies::endpoint,
            McpEndpoint.Stdio.class.getName(),
            TestProxies::endpoint,
            "io.modelcontextprotocol.client.McpSyncClient",
            TestProxies::syncClient,
            "io.modelcontextprotocol.client.McpAsyncClient",
            TestProxies::asyncClient);

    private static final Map<Class<?>, Function<TestProxies, Object>> OF_THE_WIRE =
            Map.of(FaultInjector.class, TestProxies::faults, Traffic.class, TestProxies::traffic);

    private static final String WIREMOCK = "com.github.tomakehurst.wiremock.client.WireMock";

    private Injection() {}

    static boolean supports(ParameterContext parameter, ExtensionContext context) {
        return DIRECT.containsKey(type(parameter).getName())
                || OF_THE_WIRE.containsKey(type(parameter))
                || type(parameter) == McpEndpoints.class
                || (isWireMock(parameter.getParameter())
                        && !Declarations.visibleFrom(context).isEmpty());
    }

    /** Whether what a parameter gets is on the wire of its test. */
    static boolean needsWire(Parameter parameter) {
        return OF_THE_WIRE.containsKey(parameter.getType()) || isWireMock(parameter);
    }

    /** WireMock is others' as well: whoever annotates the parameter shall have it. */
    static boolean isWireMock(Parameter parameter) {
        return parameter.getType().getName().equals(WIREMOCK)
                && Stream.of(parameter.getAnnotations())
                        .allMatch(annotation -> annotation.annotationType() == ForServer.class);
    }

    static Object resolve(ParameterContext parameter, ExtensionContext context) {
        Optional<TestProxies> wire = TestWires.of(context);
        Function<TestProxies, Object> ofTheWire = OF_THE_WIRE.get(type(parameter));
        if (ofTheWire != null) {
            return ofTheWire.apply(wire.orElseThrow(() -> noTest(parameter)));
        }
        if (type(parameter) == McpEndpoints.class) {
            return endpoints(parameter, context, wire);
        }
        DeclaredServer server = server(parameter, context);
        if (isWireMock(parameter.getParameter())) {
            return wire.orElseThrow(() -> noTest(parameter))
                    .wireMock(Servers.handle(server, context))
                    .orElseThrow(() -> new ParameterResolutionException(describe(parameter)
                            + " asks for WireMock on server '" + server.name() + "', but WireMock speaks HTTP, and that"
                            + " server is reached by its standard input and output. Use FaultInjector, which has faults"
                            + " for both, or choose transport = STREAMABLE_HTTP."));
        }
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

    private static ParameterResolutionException noTest(ParameterContext parameter) {
        return new ParameterResolutionException(describe(parameter)
                + " asks for what each test has for itself. Ask for it in the test or in @BeforeEach.");
    }

    private static Object value(String type, ServerHandle handle, Optional<TestProxies> wire) {
        BiFunction<TestProxies, ServerHandle, Object> wired = WIRED.get(type);
        return wire.isPresent() && wired != null
                ? wired.apply(wire.get(), handle)
                : requireNonNull(DIRECT.get(type)).apply(handle);
    }

    private static McpEndpoints endpoints(
            ParameterContext parameter, ExtensionContext context, Optional<TestProxies> wire) {
        Map<String, McpEndpoint> endpoints = new LinkedHashMap<>();
        for (DeclaredServer server : declared(parameter, context)) {
            ServerHandle handle = Servers.handle(server, context);
            endpoints.put(
                    server.name(),
                    wire.isPresent()
                            ? wire.get().endpoint(handle)
                            : handle.server().endpoint());
        }
        return new McpEndpoints(endpoints);
    }

    private static DeclaredServer server(ParameterContext parameter, ExtensionContext context) {
        List<DeclaredServer> servers = declared(parameter, context);
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

    private static List<DeclaredServer> declared(ParameterContext parameter, ExtensionContext context) {
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
        return servers;
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
