/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.fleet.FleetCatalogs;
import dev.mcpjunit.fleet.FleetHealth;
import dev.mcpjunit.fleet.ToolCollision;
import dev.mcpjunit.internal.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a fleet of servers. Each assertion asks the servers again.
 *
 * <pre>{@code
 * assertThat(fleet).isHealthy().hasNoCollisions().hasTool("search");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FleetAssert extends AbstractAssert<FleetAssert, Fleet> {

    FleetAssert(Fleet actual) {
        super(actual, FleetAssert.class);
    }

    /**
     * Verify that every server answers.
     *
     * @return this
     * @throws AssertionError if one does not, with the reason
     */
    public FleetAssert isHealthy() {
        isNotNull();
        FleetHealth health = actual.health();
        if (!health.unavailable().isEmpty()) {
            throw failure("Expected every server of the fleet to answer, but %s", reasons(health));
        }
        return this;
    }

    /**
     * Verify that these servers do not answer, and that all others do.
     *
     * @param servers the names of the servers
     * @return this
     * @throws AssertionError if one of them answers, or another one does not
     * @throws IllegalArgumentException if the fleet has no server of one of these names
     */
    public FleetAssert isHealthyExcept(String... servers) {
        isNotNull();
        List<String> expected = List.of(servers);
        Stream.of(servers)
                .filter(name -> !actual.names().contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("The fleet has no server '" + unknown + "'. Its servers are "
                            + String.join(", ", actual.names()) + ".");
                });
        FleetHealth health = actual.health();
        boolean asExpected = health.unavailable().keySet().equals(Set.copyOf(expected));
        if (!asExpected) {
            throw failure(
                    "Expected every server of the fleet to answer except %s, but the servers are:\n%s",
                    String.join(", ", expected), Printable.message(health.toString()));
        }
        return this;
    }

    /**
     * Verify that no tools of different servers have equal or similar names, and that no text of a tool names a tool of
     * another server.
     *
     * @return this
     * @throws AssertionError if there are such tools, or if the tools of a server are unknown, because it does not
     *     answer or fails to list them
     */
    public FleetAssert hasNoCollisions() {
        isNotNull();
        // What is judged is what was captured: a server that has ended since is not left out.
        FleetCatalogs captured = actual.capture();
        requireKnown(captured);
        List<ToolCollision> collisions = captured.collisions();
        if (!collisions.isEmpty()) {
            throw failure(
                    "Expected no tools that a model can mistake for each other, but found %d:\n%s\n"
                            + "  Rename one of the tools, or let the agent use only one of the servers.",
                    collisions.size(),
                    collisions.stream().map(collision -> "  " + collision).collect(joining("\n")));
        }
        return this;
    }

    /**
     * Verify that at least one server that answers has a tool.
     *
     * @param tool the name of the tool
     * @return this
     * @throws AssertionError if none has it
     */
    public FleetAssert hasTool(String tool) {
        isNotNull();
        FleetCatalogs captured = actual.capture();
        if (captured.catalogs().values().stream()
                .noneMatch(catalog -> catalog.tool(tool).isPresent())) {
            throw failure(
                    "Expected a server of the fleet to have the tool '%s', but none has. The servers are:\n%s",
                    Printable.line(tool), Printable.message(captured.toString()));
        }
        return this;
    }

    private void requireKnown(FleetCatalogs captured) {
        Map<String, String> unknown = captured.unavailable();
        if (!unknown.isEmpty()) {
            throw failure(
                    "Inconclusive: collisions: %s\n"
                            + "  Assert isHealthy() first, or ask collisions() for the servers that list their tools.",
                    Printable.message(unknown.entrySet().stream()
                            .map(server -> "the tools of '" + server.getKey() + "' are unknown: " + server.getValue())
                            .collect(joining("\n  and "))));
        }
    }

    private static String reasons(FleetHealth health) {
        return Printable.message(health.unavailable().entrySet().stream()
                .map(server -> "'" + server.getKey() + "' does not: " + server.getValue())
                .collect(joining("\n  and ")));
    }
}
