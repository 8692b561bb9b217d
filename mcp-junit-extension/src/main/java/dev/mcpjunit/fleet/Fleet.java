/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.load.LoadSession;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * All servers that an agent uses, together: which of them answer, which have a tool, where their tools collide.
 *
 * <pre>{@code
 * @McpServer(config = ".mcp.json")
 * class ToolboxTest {
 *
 *     @Test
 *     void everyServerAnswers(Fleet fleet) {
 *         assertThat(fleet).isHealthy().hasNoCollisions();
 *     }
 *
 *     @Test
 *     void theAgentGoesOnWithoutSearch(Fleet fleet) {
 *         fleet.server("search").kill();
 *         assertThat(fleet.healthy()).doesNotContain("search");
 *     }
 * }
 * }</pre>
 *
 * <p>A test class that has a parameter of this type starts its servers independently of each other: a server that
 * cannot be started fails only the tests that use it, and {@link #unavailable()} gives the reason. Without JUnit,
 * {@link #start(List)} starts servers, and {@link #close()} stops them.
 *
 * <p>Methods such as {@link #health()} and {@link #collisions()} ask all servers again on each call, concurrently. A
 * server that does not answer within its request timeout counts as unavailable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Fleet implements AutoCloseable {

    private final FleetServers servers;
    private final List<ServerHandle> owned;

    private Fleet(FleetServers servers, List<ServerHandle> owned) {
        this.servers = servers;
        this.owned = owned;
    }

    /**
     * Start servers concurrently, without JUnit. Does not wait for them and does not fail if one cannot be started: ask
     * {@link #unavailable()}.
     *
     * <pre>{@code
     * try (Fleet fleet = Fleet.start(McpConfig.read(Path.of(".mcp.json")).servers())) {
     *     List<String> names = fleet.having("search");
     * }
     * }</pre>
     *
     * @param specs the servers; their names must be different
     * @return the fleet, which must be closed; never {@code null}
     * @throws IllegalArgumentException if there is no server, or two have the same name
     */
    public static Fleet start(List<ServerSpec> specs) {
        if (specs.isEmpty()) {
            throw new IllegalArgumentException("A fleet needs at least one server");
        }
        List<ServerHandle> handles = specs.stream().map(ServerHandle::new).toList();
        var servers = new FleetServers(
                handles, ServerHandle::connection, handle -> handle.server().endpoint());
        var fleet = new Fleet(servers, handles);
        handles.forEach(ServerHandle::start);
        return fleet;
    }

    /**
     * Make a fleet of servers that belong to a test.
     *
     * @param handles the servers
     * @param connections the connection to a server, perhaps through a proxy
     * @param endpoints the endpoint of a server, perhaps that of a proxy
     * @return a fleet that stops no server when it is closed; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static Fleet of(
            List<ServerHandle> handles,
            Function<ServerHandle, McpConnection> connections,
            Function<ServerHandle, McpEndpoint> endpoints) {
        return new Fleet(new FleetServers(handles, connections, endpoints), List.of());
    }

    /**
     * List all servers, whether or not they answer.
     *
     * @return their names, in the order of their declaration; never {@code null}
     */
    public List<String> names() {
        return servers.names();
    }

    /**
     * Check whether each server answers: {@code ping}, or {@code server/discover} since revision 2026-07-28.
     *
     * @return what each server answered; never {@code null}
     */
    public FleetHealth health() {
        return servers.health();
    }

    /**
     * List the servers that answer now.
     *
     * @return their names, in the order of their declaration; never {@code null}
     */
    public List<String> healthy() {
        return health().healthy();
    }

    /**
     * List the servers that do not answer now, with reasons.
     *
     * @return the reason by the name of the server; never {@code null}
     */
    public Map<String, String> unavailable() {
        return health().unavailable();
    }

    /**
     * Capture what each server declares now. A server that cannot list what it has does not affect the others.
     *
     * @return the catalogs, and the reasons why servers have none; never {@code null}
     */
    public FleetCatalogs capture() {
        return servers.capture();
    }

    /**
     * Capture what each server declares now.
     *
     * @return the catalogs of the servers that have one, by their names; {@link #capture()} has the reasons why others
     *     do not; never {@code null}
     */
    public Map<String, Catalog> catalogs() {
        return capture().catalogs();
    }

    /**
     * List the servers that answer now and have a tool.
     *
     * @param tool the name of the tool
     * @return the names of the servers; never {@code null}
     */
    public List<String> having(String tool) {
        return tools().stream()
                .filter(each -> each.name().equals(tool))
                .map(FleetTool::server)
                .distinct()
                .toList();
    }

    /**
     * List the tools of all servers that answer now.
     *
     * @return the tools, in the order of the servers; never {@code null}
     */
    public List<FleetTool> tools() {
        return capture().tools();
    }

    /**
     * Find tools of different servers that a model can mistake for each other: by the same name, by names that look
     * alike, and by a text that names a tool of another server.
     *
     * @return the collisions among the servers that answer now; never {@code null}
     */
    public List<ToolCollision> collisions() {
        return capture().collisions();
    }

    /**
     * Count the tokens that the tools of all servers take in the context of a model, by {@link Tokenizer#standard()}.
     *
     * @return the cost; a server that does not answer is {@link ContextCost#unmeasured()}; never {@code null}
     */
    public ContextCost contextCost() {
        return capture().contextCost(Tokenizer.standard());
    }

    /**
     * Select the tools for a task by {@link ToolSelector#bm25(int)}, at most 10.
     *
     * @param task what the user asks for, in plain words
     * @return the selection; never {@code null}
     * @throws IllegalStateException if Lucene is not on the class path
     */
    public Selection relevantTo(String task) {
        return select(task, ToolSelector.bm25(ToolSelector.MOST_TOOLS));
    }

    /**
     * Select the tools for a task by a selector of your own.
     *
     * @param task what the user asks for, in plain words
     * @param selector selects tools
     * @return the selection; never {@code null}
     */
    public Selection select(String task, ToolSelector selector) {
        return toolbox().select(task, selector);
    }

    /**
     * Select the tools for several tasks, and compare them with what each task needs.
     *
     * @param tasks the tasks, at least one
     * @param selector selects tools
     * @return the report; never {@code null}
     */
    public SelectionReport select(List<SelectionTask> tasks, ToolSelector selector) {
        return toolbox().select(tasks, selector);
    }

    /**
     * Capture the tools of all servers now. The toolbox does not ask the servers again.
     *
     * @return the tools; never {@code null}
     */
    public Toolbox toolbox() {
        FleetCatalogs captured = capture();
        return Toolbox.of(captured.catalogs(), captured.unavailable(), Tokenizer.standard());
    }

    /**
     * Get the connection to a server. In a test with faults or recorded traffic, it leads through the test's proxy.
     *
     * @param server the name of the server
     * @return the connection; never {@code null}
     * @throws IllegalArgumentException if the fleet has no such server
     * @throws McpException if the server could not be started
     */
    public McpConnection connection(String server) {
        return servers.connection(server);
    }

    /**
     * Get the endpoint of a server, for a client under test.
     *
     * @param server the name of the server
     * @return the endpoint; never {@code null}
     * @throws IllegalArgumentException if the fleet has no such server
     * @throws McpException if the server could not be started
     */
    public McpEndpoint endpoint(String server) {
        return servers.endpoint(server);
    }

    /**
     * Get the endpoints of all servers that could be started, for an agent under test.
     *
     * @return the endpoints by name; never {@code null}
     */
    public McpEndpoints endpoints() {
        return new McpEndpoints(servers.startedEndpoints());
    }

    /**
     * Get a server, to kill, pause or restart it.
     *
     * @param server the name of the server
     * @return the server; never {@code null}
     * @throws IllegalArgumentException if the fleet has no such server
     * @throws McpException if the server could not be started
     */
    public RunningServer server(String server) {
        return servers.handle(server).awaitedServer();
    }

    /**
     * Create a load session: many calls to the servers, several of them concurrently.
     *
     * @return a session without a plan; never {@code null}
     */
    public LoadSession session() {
        return LoadSession.with(servers.loadTargets());
    }

    /** Stop the servers of a fleet that {@link #start(List)} made, concurrently. A test stops its own servers. */
    @Override
    public void close() {
        AllAtOnce.run(owned.stream().map(handle -> handle.spec().name()).toList(), name -> servers.handle(name)
                .close());
    }
}
