/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal.format;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.model.Prompt;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Resource;
import dev.mcpjunit.model.ResourceTemplate;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Snapshots as text: entries raw as the server sent them, in an order that does not depend on the server, so that the
 * same contract always gives the same bytes.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SnapshotFormat {

    private static final int VERSION = 1;

    private static final Pattern CONFLICT = Pattern.compile("^(<{7}|={7}|>{7})( |$)", Pattern.MULTILINE);

    private SnapshotFormat() {}

    /** Write a snapshot. */
    public static String print(Snapshot snapshot) {
        Catalog catalog = snapshot.catalog();
        ServerDescription server = catalog.server();
        var file = JsonObject.builder()
                .put("snapshotVersion", VERSION)
                .put("protocolVersion", server.protocol().date())
                .put(
                        "client",
                        JsonObject.builder()
                                .put("capabilities", catalog.clientCapabilities())
                                .build())
                .put("serverInfo", server.info())
                .put("capabilities", server.capabilities())
                // By lines, so that a change of one shows as a change of one.
                .putIfPresent("instructions", server.instructions().map(text -> List.of(text.split("\n", -1))))
                .putIfPresent("image", snapshot.image().map(SnapshotFormat::image));
        put(McpList.TOOLS, catalog.tools().stream().map(Tool::raw), file);
        put(McpList.PROMPTS, catalog.prompts().stream().map(Prompt::raw), file);
        put(McpList.RESOURCES, catalog.resources().stream().map(Resource::raw), file);
        put(McpList.RESOURCE_TEMPLATES, catalog.resourceTemplates().stream().map(ResourceTemplate::raw), file);
        return Json.printSorted(file.build()) + "\n";
    }

    private static JsonObject image(ImageIdentity image) {
        return JsonObject.builder()
                .put("reference", image.reference())
                .putIfPresent("digest", image.digest())
                .build();
    }

    private static void put(McpList list, Stream<JsonObject> entries, JsonObject.Builder file) {
        file.put(
                list.member(),
                entries.sorted(comparing((JsonObject entry) ->
                                        entry.string(list.key()).orElse(""))
                                .thenComparing(Json::printSorted))
                        .toList());
    }

    /**
     * Read a snapshot. What a snapshot always has may not be missing: of a server that is held to half a file, the
     * other half could change unseen.
     *
     * @throws IllegalArgumentException if it is no snapshot, saying why
     */
    public static Snapshot parse(String text) {
        JsonObject file;
        try {
            file = Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (MalformedJsonException notJson) {
            throw new IllegalArgumentException(reason(text).orElseGet(notJson::getMessage), notJson);
        }
        if (!(file.get("snapshotVersion") instanceof JsonNumber version)) {
            throw new IllegalArgumentException("It has no snapshotVersion");
        }
        if (!version.equals(JsonValue.of(VERSION))) {
            throw new IllegalArgumentException(
                    "It has snapshotVersion " + version + ", and this release of mcp-junit reads " + VERSION);
        }
        var server = new ServerDescription(
                new ProtocolRevision(needed(file.string("protocolVersion"), "'protocolVersion'", "a text")),
                object(file, "serverInfo"),
                object(file, "capabilities"),
                file.array("instructions").map(SnapshotFormat::text));
        var catalog = new Catalog(
                server,
                object(object(file, "client"), "capabilities"),
                entries(file, McpList.TOOLS.member(), Tool::new),
                entries(file, McpList.PROMPTS.member(), Prompt::new),
                entries(file, McpList.RESOURCES.member(), Resource::new),
                entries(file, McpList.RESOURCE_TEMPLATES.member(), ResourceTemplate::new));
        return new Snapshot(
                catalog, file.has("image") ? Optional.of(identity(object(file, "image"))) : Optional.empty());
    }

    /** What is usual in version control, and hard to see in an error of a JSON parser. */
    private static Optional<String> reason(String text) {
        Matcher conflict = CONFLICT.matcher(text);
        if (conflict.find()) {
            long line = text.substring(0, conflict.start()).lines().count() + 1;
            return Optional.of("It has the marker of an unresolved merge conflict in line " + line
                    + ". Resolve the conflict first");
        }
        if (text.startsWith("version https://git-lfs")) {
            return Optional.of("It is a pointer of Git LFS. Fetch the file with git lfs pull");
        }
        return text.startsWith("\uFEFF")
                ? Optional.of("It starts with a byte order mark. Save it in UTF-8 without one")
                : Optional.empty();
    }

    private static ImageIdentity identity(JsonObject image) {
        return new ImageIdentity(
                needed(image.string("reference"), "'reference' of its image", "a text"), image.string("digest"));
    }

    private static String text(JsonArray lines) {
        return lines.items().stream()
                .map(line -> line instanceof JsonString string ? string.value() : line.toString())
                .collect(joining("\n"));
    }

    private static JsonObject object(JsonObject holder, String member) {
        return needed(holder.object(member), "'" + member + "'", "an object");
    }

    private static <T> List<T> entries(JsonObject file, String member, Function<JsonObject, T> entry) {
        JsonArray entries = needed(file.array(member), "'" + member + "'", "an array");
        if (entries.objects().count() < entries.items().size()) {
            throw new IllegalArgumentException("Its '" + member + "' has an entry that is no object");
        }
        return entries.objects().map(entry).toList();
    }

    private static <T> T needed(Optional<T> found, String what, String kind) {
        return found.orElseThrow(
                () -> new IllegalArgumentException("It has no " + what + ", or one that is not " + kind));
    }
}
