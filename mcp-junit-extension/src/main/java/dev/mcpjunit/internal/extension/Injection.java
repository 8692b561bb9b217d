/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.internal.settings.TestAuthorization;
import dev.mcpjunit.internal.wiring.SdkClientKind;
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
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Resolves parameters: their type says what, their name or {@code @ForServer} says of which server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Injection {

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
            ServerHandle::awaitedServer);

    /** What a test with proxies of its own gets by way of them; it gets the rest directly. */
    private static final Map<String, BiFunction<TestProxies, ServerHandle, Object>> PROXIED = Map.of(
            McpConnection.class.getName(),
            TestProxies::connection,
            McpEndpoint.class.getName(),
            TestProxies::endpoint,
            McpEndpoint.Http.class.getName(),
            TestProxies::endpoint,
            McpEndpoint.Stdio.class.getName(),
            TestProxies::endpoint);

    private static final Map<Class<?>, Function<TestProxies, Object>> PER_TEST =
            Map.of(FaultInjector.class, TestProxies::faults, Traffic.class, TestProxies::traffic);

    private static final String WIREMOCK = "com.github.tomakehurst.wiremock.client.WireMock";

    /** By name, because annotations are above this package. */
    private static final String FOR_SERVER = "dev.mcpjunit.ForServer";

    private final ParameterContext parameter;
    private final Class<?> type;
    private final Optional<String> wanted;
    private final Declarations declared;

    private Injection(ParameterContext parameter, Optional<String> wanted, Declarations declared) {
        this.parameter = parameter;
        this.type = parameter.getParameter().getType();
        this.wanted = wanted;
        this.declared = declared;
    }

    /** Whether a parameter has a type of this library, or is WireMock's client and no other extension's. */
    public static boolean supports(Parameter parameter, Declarations declared) {
        return DIRECT.containsKey(parameter.getType().getName())
                || SdkClientKind.of(parameter.getType()).isPresent()
                || PER_TEST.containsKey(parameter.getType())
                || parameter.getType() == McpEndpoints.class
                || parameter.getType() == AuthorizationServer.class
                || isFleet(parameter)
                || (isWireMock(parameter) && !declared.visibleServers().isEmpty());
    }

    /** What proxies a parameter needs. */
    public static ProxyNeeds needs(Parameter parameter) {
        if (isWireMock(parameter)) {
            return ProxyNeeds.PROXY_WITH_WIREMOCK;
        }
        return PER_TEST.containsKey(parameter.getType()) ? ProxyNeeds.PROXY : ProxyNeeds.NONE;
    }

    /**
     * Whether a parameter is the fleet of all servers, which can be used although some of them could not be started.
     */
    public static boolean isFleet(Parameter parameter) {
        return parameter.getType() == Fleet.class;
    }

    /** WireMock has an extension of its own, too: a parameter with annotations of others belongs to them. */
    private static boolean isWireMock(Parameter parameter) {
        return parameter.getType().getName().equals(WIREMOCK)
                && Stream.of(parameter.getAnnotations())
                        .allMatch(annotation ->
                                annotation.annotationType().getName().equals(FOR_SERVER));
    }

    /**
     * Resolve a parameter.
     *
     * @param wanted the name of the server, if the parameter says it
     */
    public static Object resolve(ParameterContext parameter, Optional<String> wanted, Declarations declared) {
        return new Injection(parameter, wanted, declared).resolve();
    }

    private Object resolve() {
        Optional<TestProxies> proxies = ProxiedTests.of(declared);
        if (type == AuthorizationServer.class) {
            return TestAuthorization.of(declared.context());
        }
        Function<TestProxies, Object> perTest = PER_TEST.get(type);
        if (perTest != null) {
            return perTest.apply(proxies.orElseThrow(this::noTest));
        }
        if (type == McpEndpoints.class) {
            return endpoints(proxies);
        }
        if (type == Fleet.class) {
            return fleet(proxies);
        }
        DeclaredServer server = server();
        ServerHandle handle = handle(server);
        if (isWireMock(parameter.getParameter())) {
            return proxies.orElseThrow(this::noTest)
                    .wireMock(handle)
                    .orElseThrow(() -> new ParameterResolutionException(describe()
                            + " asks for WireMock on server '" + server.name() + "', but WireMock speaks HTTP, and that"
                            + " server is reached by its standard input and output. Use FaultInjector, which has faults"
                            + " for both, or choose transport = STREAMABLE_HTTP."));
        }
        Object value = value(handle, proxies);
        if (!type.isInstance(value)) {
            throw new ParameterResolutionException(describe() + " asks for the "
                    + type.getSimpleName() + " endpoint of server '" + server.name()
                    + "', but that is reached by "
                    + (value instanceof McpEndpoint endpoint ? endpoint.describe() : value)
                    + ". Ask for McpEndpoint, or choose another transport.");
        }
        return value;
    }

    private ParameterResolutionException noTest() {
        return new ParameterResolutionException(
                describe() + " asks for what each test has for itself. Ask for it in the test or in @BeforeEach.");
    }

    private ServerHandle handle(DeclaredServer server) {
        return TestTranscripts.attach(Servers.handle(server, declared.context()), declared.context());
    }

    private McpEndpoint givenAway(ServerHandle handle) {
        TestTranscripts.givesAway(handle, declared.context());
        return handle.server().endpoint();
    }

    private Object value(ServerHandle handle, Optional<TestProxies> proxies) {
        if (proxies.isEmpty() && McpEndpoint.class.isAssignableFrom(type)) {
            return givenAway(handle);
        }
        Optional<SdkClientKind> sdk = SdkClientKind.of(type);
        if (sdk.isPresent()) {
            return proxies.map(wires -> wires.sdkClient(handle, sdk.get()))
                    .orElseGet(() -> handle.sdkClient(sdk.get()));
        }
        BiFunction<TestProxies, ServerHandle, Object> proxied = PROXIED.get(type.getName());
        return proxies.isPresent() && proxied != null
                ? proxied.apply(proxies.get(), handle)
                : requireNonNull(DIRECT.get(type.getName())).apply(handle);
    }

    private McpEndpoints endpoints(Optional<TestProxies> proxies) {
        Map<String, McpEndpoint> endpoints = new LinkedHashMap<>();
        for (DeclaredServer server : servers()) {
            ServerHandle handle = handle(server);
            endpoints.put(server.name(), proxies.isPresent() ? proxies.get().endpoint(handle) : givenAway(handle));
        }
        return new McpEndpoints(endpoints);
    }

    private Fleet fleet(Optional<TestProxies> proxies) {
        List<ServerHandle> handles = servers().stream().map(this::handle).toList();
        return proxies.map(wires -> Fleet.of(handles, wires::connection, wires::endpoint))
                .orElseGet(() -> Fleet.of(handles, ServerHandle::connection, this::givenAway));
    }

    private DeclaredServer server() {
        List<DeclaredServer> servers = servers();
        if (wanted.isPresent()) {
            return named(wanted.get(), servers)
                    .orElseThrow(() -> new ParameterResolutionException(describe() + " is @ForServer(\"" + wanted.get()
                            + "\"), but the servers are " + names(servers) + "."));
        }
        if (servers.size() == 1) {
            return servers.get(0);
        }
        return named(parameter.getParameter().getName(), servers)
                .orElseThrow(() -> new ParameterResolutionException(describe()
                        + " could be for any of the servers " + names(servers)
                        + ". Say which: @ForServer(\"" + servers.get(0).name() + "\"), or "
                        + (parameter.getParameter().isNamePresent()
                                ? "name the parameter after it."
                                : "compile the tests with -parameters (Kotlin: -java-parameters), so that the parameter's"
                                        + " name can be read, and name it after the server.")));
    }

    private List<DeclaredServer> servers() {
        if (declared.isOutsideRuns()) {
            throw new ParameterResolutionException(describe() + " asks for what each run of @AcrossProtocols has"
                    + " for itself. Ask for it in the test or in @BeforeEach.");
        }
        List<DeclaredServer> servers = declared.visibleServers();
        if (servers.isEmpty()) {
            throw new ParameterResolutionException(describe() + " asks for a server, but no @McpServer is"
                    + " declared on " + declared.testClass().getName() + " or a class around it.");
        }
        return servers;
    }

    private static Optional<DeclaredServer> named(String name, List<DeclaredServer> servers) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    private static String names(List<DeclaredServer> servers) {
        return servers.stream().map(DeclaredServer::name).collect(joining("', '", "'", "'"));
    }

    private String describe() {
        return "Parameter '" + parameter.getParameter().getName() + "' ("
                + type.getSimpleName() + ") of "
                + parameter.getDeclaringExecutable().getDeclaringClass().getName() + "."
                + parameter.getDeclaringExecutable().getName();
    }
}
