/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The tools and prompts that the manifest of a bundle declares. After the start, they are compared with those that the
 * server lists. If they differ, the start fails.
 *
 * @param manifest the manifest, for messages
 * @param tools the tools
 * @param prompts the prompts
 * @param definitions whole definitions of tools, where the manifest has them (below {@code _meta})
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DeclaredCatalog(String manifest, Entries tools, Entries prompts, List<JsonObject> definitions) {

    /** Copy the list. */
    public DeclaredCatalog {
        definitions = List.copyOf(definitions);
    }

    /** How much of a list the manifest declares. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Extent {
        /** The manifest says nothing about the list. */
        NOTHING,
        /** The server may list more ({@code tools_generated}, {@code prompts_generated}). */
        PART,
        /** The server lists exactly these. */
        ALL
    }

    /**
     * The entries of a list.
     *
     * @param extent how much of the list is declared
     * @param entries what is declared
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Entries(Extent extent, List<Entry> entries) {

        /** Copy the list. */
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A tool or a prompt.
     *
     * @param name its name
     * @param description its description for users, which may be another than the one for models
     * @param arguments the names of a prompt's arguments; empty for a tool
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Entry(String name, Optional<String> description, Set<String> arguments) {

        /** Copy the set. */
        public Entry {
            arguments = Set.copyOf(arguments);
        }
    }

    /**
     * Check whether anything is declared.
     *
     * @return whether there is nothing to compare
     */
    public boolean isEmpty() {
        return tools.extent() == Extent.NOTHING && prompts.extent() == Extent.NOTHING && definitions.isEmpty();
    }
}
