/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Catalogs for tests of what is done with them. JSON is written with single quotes. */
public final class Catalogs {

    private Catalogs() {}

    public static JsonObject json(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    /** A tool that every client accepts: without a schema of its own, it takes no arguments. */
    public static Tool tool(String name, String rest) {
        JsonObject members = json(rest);
        return new Tool(members.toBuilder()
                .put("name", name)
                .put("inputSchema", Objects.requireNonNullElse(members.get("inputSchema"), json("{'type':'object'}")))
                .build());
    }

    public static Catalog catalog(Tool... tools) {
        return new Catalog(
                new ServerDescription(
                        new ProtocolRevision("2025-11-25"),
                        json("{'name':'test','version':'1'}"),
                        json("{'tools':{}}"),
                        Optional.of("Read this.\nAnd this.")),
                JsonObject.EMPTY,
                List.of(tools),
                List.of(),
                List.of(),
                List.of());
    }
}
