/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.json.JsonPointer;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a change is about.
 *
 * @param kind a tool, a prompt …
 * @param name its name or address; empty for the server
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Subject(Kind kind, String name) {

    /** The server itself. */
    public static final Subject SERVER = new Subject(Kind.SERVER, "");

    /** The kinds, in the order in which they are reported. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** The server: capabilities and instructions. */
        SERVER("server"),
        /** A tool. */
        TOOL("tools"),
        /** A prompt. */
        PROMPT("prompts"),
        /** A resource. */
        RESOURCE("resources"),
        /** A resource template. */
        TEMPLATE("resourceTemplates");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        /**
         * Get the word for the kind, as snapshots have it.
         *
         * @return for example {@code tools}; never {@code null}
         */
        public String path() {
            return path;
        }
    }

    /**
     * Name a tool.
     *
     * @param name the tool's name
     * @return the subject; never {@code null}
     */
    public static Subject tool(String name) {
        return new Subject(Kind.TOOL, name);
    }

    /**
     * Say where the subject is: {@code /tools/get-sum}; the root for the server.
     *
     * @return the place; never {@code null}
     */
    public JsonPointer pointer() {
        return kind == Kind.SERVER ? JsonPointer.ROOT : new JsonPointer(List.of(kind.path, name));
    }

    /**
     * Print the subject for people.
     *
     * @return {@code tools/get-sum}, or {@code server}; never {@code null}
     */
    @Override
    public String toString() {
        return kind == Kind.SERVER ? kind.path : kind.path + "/" + name;
    }
}
