/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Reads catalogs from files, in whichever of the usual forms they were captured:
 *
 * <ul>
 *   <li>a snapshot, as {@code @PinnedSchema} writes it
 *   <li>the result of {@code tools/list}, or its {@code tools} alone; the same for prompts and resources, in one object
 *   <li>a capture: an object with the results of {@code initialize}, {@code tools/list}, {@code prompts/list} and so
 *       on, each whole or as <code>{"pages": [...]}</code>
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CatalogFile {

    private static final int EXCERPT = 200;

    private final JsonObject file;

    private CatalogFile(JsonObject file) {
        this.file = file;
    }

    /**
     * Read a file.
     *
     * @param path the file
     * @return the catalog; never {@code null}
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has no catalog; the message says why
     */
    public static Catalog read(Path path) throws IOException {
        return parse(Files.readString(path, UTF_8));
    }

    /**
     * Read a text.
     *
     * @param text the content of a file
     * @return the catalog; never {@code null}
     * @throws IllegalArgumentException if it has no catalog; the message says why
     */
    public static Catalog parse(String text) {
        JsonValue value = value(text);
        if (value instanceof JsonArray tools) {
            return new CatalogFile(JsonObject.builder().put("tools", tools).build()).catalog();
        }
        if (!(value instanceof JsonObject file)) {
            throw new IllegalArgumentException(
                    "A catalog is an object or an array of tools, but this is " + Printable.line(text, EXCERPT));
        }
        if (file.has("snapshotVersion")) {
            return SnapshotFormat.parse(text).catalog();
        }
        JsonObject result = file.object("result").orElse(file);
        if (Stream.of(McpList.TOOLS, McpList.PROMPTS, McpList.RESOURCES)
                .noneMatch(list -> result.has(list.member()) || result.has(list.method()))) {
            throw new IllegalArgumentException("There is no catalog in this file: neither a snapshot, nor the result of"
                    + " tools/list, nor a capture. It has " + result.names());
        }
        return new CatalogFile(result).catalog();
    }

    private static JsonValue value(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJsonException notJson) {
            throw new IllegalArgumentException(notJson.getMessage(), notJson);
        }
    }

    private Catalog catalog() {
        JsonObject server = file.object(Methods.INITIALIZE).orElse(file);
        var description = new ServerDescription(
                new ProtocolRevision(server.string("protocolVersion").orElse("")),
                server.object("serverInfo").orElse(JsonObject.EMPTY),
                server.object("capabilities").orElse(JsonObject.EMPTY),
                server.string("instructions"));
        return new Catalog(
                description,
                JsonObject.EMPTY,
                entries(McpList.TOOLS, Tool::new),
                entries(McpList.PROMPTS, Prompt::new),
                entries(McpList.RESOURCES, Resource::new),
                entries(McpList.RESOURCE_TEMPLATES, ResourceTemplate::new));
    }

    private <T> List<T> entries(McpList list, Function<JsonObject, T> entry) {
        Stream<JsonObject> holders = file.object(list.method())
                .map(result -> result.array("pages").map(JsonArray::objects).orElseGet(() -> Stream.of(result)))
                .orElseGet(() -> Stream.of(file));
        return holders.flatMap(holder -> listed(holder, list.member()))
                .map(entry)
                .toList();
    }

    /** A member that is not a list must not count as an empty list. */
    private static Stream<JsonObject> listed(JsonObject holder, String member) {
        if (!holder.has(member)) {
            return Stream.of();
        }
        List<JsonValue> listed = holder.array(member)
                .orElseThrow(() -> new IllegalArgumentException("The '" + member + "' of this file is not an array"))
                .items();
        return listed.stream().map(item -> {
            if (item instanceof JsonObject object) {
                return object;
            }
            throw new IllegalArgumentException(
                    "The '" + member + "' of this file has an entry that is not an object: " + item);
        });
    }
}
