/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.model.Catalog;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Tools of different servers that a model can mistake for each other.
 *
 * @param kind how they collide
 * @param tools the tools; for {@link Kind#SHADOWING}, first the one whose text names the other
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ToolCollision(Kind kind, List<FleetTool> tools) {

    /** How tools collide. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** Their names are equal. Many clients then call only one of them, or reject the whole list. */
        SAME_NAME("have the same name"),
        /** Their names differ only in case, in separators or in characters that look alike. */
        SIMILAR_NAME("have names that look alike"),
        /** A text of one tool names a tool of another server, and so can change how a model uses that tool. */
        SHADOWING("a text of the first names the second");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * Find the collisions between servers. Tools of the same server are not compared with each other.
     *
     * @param catalogs the catalogs by the names of the servers
     * @return the collisions; never {@code null}
     */
    public static List<ToolCollision> between(Map<String, Catalog> catalogs) {
        return Collisions.between(catalogs);
    }

    /** Copy the list. */
    public ToolCollision {
        tools = List.copyOf(tools);
    }

    /** For example {@code github/search, jira/search: have the same name}. */
    @Override
    public String toString() {
        return tools.stream().map(FleetTool::toString).collect(joining(", ")) + ": " + kind.text;
    }
}
