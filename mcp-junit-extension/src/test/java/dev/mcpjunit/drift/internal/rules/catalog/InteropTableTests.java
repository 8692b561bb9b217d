/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clients that messages name are those of the table that was measured, all of them and no other. */
class InteropTableTests {

    /** A line of the table. */
    record Shape(String group, String title, Set<String> refusing) {
        @Override
        public String toString() {
            return group + ": " + title;
        }
    }

    private static final String PLAIN = "{'type':'object','properties':{'city':{'type':'string'}}}";

    /** The shapes of {@code interop/shapes.mjs} that are reported, as they are written there. */
    private static final Map<String, String> DECLARATIONS = declarations();

    private static Map<String, String> declarations() {
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("no `name`", "{'inputSchema':" + PLAIN + "}");
        for (String name : List.of("null", "7", "\"\"")) {
            tools.put("`\"name\": " + name + "`", "{'name':" + name + ",'inputSchema':" + PLAIN + "}");
        }
        for (String member : List.of(
                "\"description\": null",
                "\"description\": 7",
                "\"title\": null",
                "\"title\": 7",
                "\"icons\": null",
                "\"icons\": {}",
                "\"annotations\": null",
                "\"annotations\": []",
                "\"execution\": null",
                "\"_meta\": null",
                "\"_meta\": []")) {
            tools.put("`" + member + "`", tool(member));
        }
        tools.put("icon without `src`", tool("'icons':[{'mimeType':'image/png'}]"));
        tools.put("icon with `\"sizes\": \"48x48\"`", tool("'icons':[{'src':'https://a.example/i','sizes':'48x48'}]"));
        tools.put("`title` of annotations `null`", tool("'annotations':{'title':null}"));
        for (String hint : List.of("null", "\"true\"", "1")) {
            tools.put("hint `" + hint + "`", tool("'annotations':{'readOnlyHint':" + hint + "}"));
        }
        tools.put("`taskSupport` `null`", tool("'execution':{'taskSupport':null}"));
        tools.put("`taskSupport` of an unknown value", tool("'execution':{'taskSupport':'maybe'}"));
        return tools;
    }

    private static String tool(String member) {
        return "{'name':'odd','inputSchema':" + PLAIN + "," + member + "}";
    }

    private static String schema(String title) {
        String member = title.startsWith("member ") ? title.substring(7) : "";
        if (!member.isEmpty()) {
            String value =
                    switch (member) {
                        case "`true`", "`false`", "`null`", "`\"string\"`" -> member.replace("`", "");
                        case "`\"type\": \"date\"`" -> "{'type':'date'}";
                        case "`\"required\": true`" -> "{'type':'string','required':true}";
                        case "with a broken `pattern`" -> "{'type':'string','pattern':'('}";
                        case "with an external `$ref`" -> "{'$ref':'https://schemas.invalid/weather.json'}";
                        case "with a dangling `$ref`" -> "{'$ref':'#/$defs/missing'}";
                        case "that refers to itself" -> "{'$ref':'#/properties/city'}";
                        case "with `\"exclusiveMinimum\": true`" ->
                            "{'type':['string','number'],'exclusiveMinimum':true,'minimum':0}";
                        case "with `\"enum\": null`" -> "{'type':'string','enum':null}";
                        default -> "";
                    };
            return value.isEmpty() ? "" : "{'type':'object','properties':{'city':" + value + "}}";
        }
        return switch (title) {
            case "`{}`", "`true`", "`[]`", "`null`" -> title.replace("`", "");
            case "no `type`" -> "{'properties':{'city':{'type':'string'}}}";
            case "`anyOf` of two objects, no `type`" -> "{'anyOf':[" + PLAIN + ",{'type':'object'}]}";
            case "`\"properties\": null`", "`\"properties\": []`" -> "{'type':'object'," + title.replace("`", "") + "}";
            case "`\"required\": null`", "`\"required\": true`", "`\"required\": \"city\"`" ->
                PLAIN.replace("'properties'", title.replace("`", "") + ",'properties'");
            default ->
                title.startsWith("`\"type\": ")
                        ? "{" + title.replace("`", "") + ",'properties':{'city':{'type':'string'}}}"
                        : "";
        };
    }

    static List<Shape> shapes() throws IOException {
        var shapes = new ArrayList<Shape>();
        List<String> clients = List.of();
        String group = "";
        for (String line : Files.readAllLines(Path.of("../docs/interop.md"))) {
            if (line.startsWith("## ")) {
                group = line.substring(3);
            }
            String[] cells = line.split(" \\| ", -1);
            if (line.startsWith("| shape |")) {
                clients = Stream.of(cells)
                        .skip(1)
                        .map(cell -> cell.replace(" |", ""))
                        .toList();
            } else if (!clients.isEmpty() && cells.length == clients.size() + 1 && !line.startsWith("| ---")) {
                var refusing = new LinkedHashSet<String>();
                for (int i = 0; i < clients.size(); i++) {
                    if (cells[i + 1].contains("loses list") || cells[i + 1].contains("no connection")) {
                        refusing.add(version(clients.get(i)));
                    }
                }
                shapes.add(new Shape(group, cells[0].substring(2), refusing));
            }
        }
        return shapes;
    }

    /** {@code TypeScript SDK 2.4.0, 2026-07-28} is {@code TypeScript SDK 2.4}. */
    private static String version(String client) {
        return client.replaceFirst("(\\d+\\.\\d+)\\.\\d+.*", "$1");
    }

    /** {@code Java SDK 2.0 and 2.1} are two. */
    private static Set<String> versions(String clients) {
        Set<String> all = new TreeSet<>();
        for (String client : clients.split("; ", -1)) {
            String product = client.replaceFirst(" \\d.*", "");
            Stream.of(client.replace(" (documented)", "")
                            .substring(product.length())
                            .split(",| and ", -1))
                    .map(String::strip)
                    .forEach(version -> all.add(product + " " + version));
        }
        return all;
    }

    private static List<RefusedShapes.Refusal> reported(Shape shape) {
        String declared = shape.group().endsWith("Schema`") ? schema(shape.title()) : "";
        String group = shape.group().replace("`", "");
        String tool = declared.isEmpty()
                ? DECLARATIONS.getOrDefault(shape.title(), "")
                : group.equals("inputSchema")
                        ? "{'name':'odd','inputSchema':" + declared + "}"
                        : tool("'outputSchema':" + declared);
        if (shape.group().equals("`inputSchema`") && shape.title().equals("no `inputSchema`")) {
            tool = "{'name':'odd'}";
        }
        return tool.isEmpty()
                ? List.of()
                : RefusedShapes.of(
                        new Tool((JsonObject) Json.parse(tool.replace('\'', '"'))), new ProtocolRevision("2025-11-25"));
    }

    static Stream<Shape> reportedShapes() throws IOException {
        return shapes().stream().filter(shape -> !reported(shape).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("reportedShapes")
    void a_message_names_the_clients_of_the_table(Shape shape) {
        assertThat(reported(shape).stream()
                        .flatMap(refusal ->
                                versions(String.join("; ", refusal.clients().names())).stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(shape.refusing());
    }

    @Test
    void what_is_not_reported_is_known() throws IOException {
        assertThat(reportedShapes()).hasSizeGreaterThan(55);
        assertThat(shapes().stream()
                        .filter(shape ->
                                !shape.refusing().isEmpty() && reported(shape).isEmpty())
                        .map(Shape::toString))
                .containsExactlyInAnyOrder(
                        "Members of a tool: a `name` that another tool has",
                        "`inputSchema`: `\"$defs\": []`",
                        // See UnusedDefinitionsTests: it is reported as an invalid schema.
                        "`inputSchema`: unused definition with `\"type\": \"date\"`",
                        "`inputSchema`: `\"$schema\": 7`",
                        "`inputSchema`: member `\"type\": \"date\"`",
                        "`inputSchema`: member with `\"enum\": null`",
                        "`outputSchema`: `\"$schema\": 7`",
                        "The list: `\"nextCursor\": null`",
                        "The list: `\"nextCursor\": 7`");
    }
}
