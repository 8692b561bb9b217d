/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.drift.internal.rules.text.Lookalikes;
import dev.mcpjunit.fleet.ToolCollision.Kind;
import dev.mcpjunit.model.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds tools of different servers that a model can mistake for each other. */
final class Collisions {

    private final List<FleetTool> tools = new ArrayList<>();

    private Collisions(Map<String, Catalog> catalogs) {
        catalogs.forEach((server, catalog) -> catalog.tools().forEach(tool -> tools.add(new FleetTool(server, tool))));
    }

    /**
     * Find the collisions between servers; those within one server are not a matter of the fleet.
     *
     * @param catalogs the catalogs by the names of the servers
     */
    static List<ToolCollision> between(Map<String, Catalog> catalogs) {
        var finder = new Collisions(catalogs);
        var found = new ArrayList<ToolCollision>();
        finder.byName().forEach((name, same) -> {
            if (servers(same).size() > 1) {
                found.add(new ToolCollision(Kind.SAME_NAME, same));
            }
        });
        finder.similar(found);
        finder.shadowing(found);
        return found;
    }

    private Map<String, List<FleetTool>> byName() {
        Map<String, List<FleetTool>> byName = new LinkedHashMap<>();
        tools.forEach(tool ->
                byName.computeIfAbsent(tool.name(), name -> new ArrayList<>()).add(tool));
        return byName;
    }

    private static Set<String> servers(List<FleetTool> tools) {
        Set<String> servers = new LinkedHashSet<>();
        tools.forEach(tool -> servers.add(tool.server()));
        return servers;
    }

    /** Each group of look-alike names once, with one tool for each name and server. */
    private void similar(List<ToolCollision> found) {
        Map<String, List<FleetTool>> byReading = new LinkedHashMap<>();
        for (FleetTool tool : tools) {
            for (String reading : Lookalikes.readings(tool.name())) {
                byReading.computeIfAbsent(reading, key -> new ArrayList<>()).add(tool);
            }
        }
        Set<List<FleetTool>> groups = new LinkedHashSet<>();
        byReading.values().forEach(group -> {
            boolean differ = group.stream().map(FleetTool::name).distinct().count() > 1;
            if (differ && servers(group).size() > 1 && groups.add(group)) {
                found.add(new ToolCollision(Kind.SIMILAR_NAME, group));
            }
        });
    }

    private void shadowing(List<ToolCollision> found) {
        var mentions = new Mentions(tools);
        for (FleetTool tool : tools) {
            Set<String> own = own(tool.server());
            mentions.in(tool).stream()
                    .filter(other -> !own.contains(other.name()))
                    .forEach(other -> found.add(new ToolCollision(Kind.SHADOWING, List.of(tool, other))));
        }
    }

    private Set<String> own(String server) {
        Set<String> names = new LinkedHashSet<>();
        tools.stream().filter(tool -> tool.server().equals(server)).forEach(tool -> names.add(tool.name()));
        return names;
    }
}
