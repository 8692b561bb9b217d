/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A task and the tools that it needs.
 *
 * <pre>{@code
 * var task = new SelectionTask("What is the weather in Oslo?", List.of("get-forecast"));
 * }</pre>
 *
 * @param task what the user asks for, in plain words
 * @param needs the names of the tools, at least one: {@code search}, or {@code github/search} if several servers have
 *     it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SelectionTask(String task, List<String> needs) {

    /** Check the values and copy the list. */
    public SelectionTask {
        needs = List.copyOf(needs);
        if (task.isBlank()) {
            throw new IllegalArgumentException("A task must not be blank");
        }
        if (needs.isEmpty() || needs.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "The task '" + Printable.line(task, 200) + "' must name at least one tool that it needs");
        }
    }

    /**
     * Read tasks from a JSON file: an array of objects such as {@code {"task": "…", "needs": ["github/search"]}}.
     *
     * @param file the file
     * @return the tasks, at least one; never {@code null}
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is not such a file; the message names the file and the entry
     */
    public static List<SelectionTask> read(Path file) throws IOException {
        JsonValue content;
        try {
            content = Json.parse(Files.readString(file, UTF_8));
        } catch (MalformedJsonException notJson) {
            throw new IllegalArgumentException(file + ": " + notJson.getMessage(), notJson);
        }
        if (!(content instanceof JsonArray entries) || entries.items().isEmpty()) {
            throw new IllegalArgumentException(file + ": expected an array of at least one task, such as"
                    + " [{\"task\": \"…\", \"needs\": [\"search\"]}]");
        }
        var tasks = new ArrayList<SelectionTask>();
        for (JsonValue entry : entries.items()) {
            try {
                tasks.add(read(entry));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        file + ": entry " + (tasks.size() + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        return List.copyOf(tasks);
    }

    private static SelectionTask read(JsonValue entry) {
        if (!(entry instanceof JsonObject object)) {
            throw new IllegalArgumentException("it is not an object");
        }
        String task = object.string("task").orElseThrow(() -> new IllegalArgumentException("it has no string 'task'"));
        JsonArray needs =
                object.array("needs").orElseThrow(() -> new IllegalArgumentException("it has no array 'needs'"));
        return new SelectionTask(
                task, needs.items().stream().map(SelectionTask::name).toList());
    }

    private static String name(JsonValue name) {
        if (name instanceof JsonString text) {
            return text.value();
        }
        throw new IllegalArgumentException("'needs' has an item that is not a string");
    }
}
