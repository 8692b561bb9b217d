/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.base.HttpAddress;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.text.Similarity;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.LocatedJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A value in a configuration file. It knows where it stands, so that each error names file, line and field. */
final class ConfigNode {

    /** Only the beginning of a very long field is shown. */
    private static final int LONGEST_FIELD = 200;

    private final Path file;
    private final LocatedJson json;
    private final JsonPointer pointer;
    private final JsonValue value;

    private ConfigNode(Path file, LocatedJson json, JsonPointer pointer, JsonValue value) {
        this.file = file;
        this.json = json;
        this.pointer = pointer;
        this.value = value;
    }

    /** Read a file. */
    static ConfigNode read(Path file) {
        return parse(file, text(file));
    }

    /**
     * Read a text.
     *
     * @param file where the text stands, for messages
     */
    static ConfigNode parse(Path file, String text) {
        try {
            LocatedJson json = LocatedJson.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return new ConfigNode(file, json, JsonPointer.ROOT, json.value());
        } catch (LocatedJson.Malformed malformed) {
            throw new InvalidConfigException(
                    file, malformed.line(), field(malformed.pointer()), String.valueOf(malformed.getMessage()));
        }
    }

    private static String text(Path file) {
        FileContent content;
        try {
            content = FileContent.of(file);
        } catch (IOException failure) {
            throw new InvalidConfigException(file, 1, "", "the file cannot be read: " + failure.getMessage());
        }
        if (content instanceof FileContent.Text text) {
            return text.text();
        }
        if (content instanceof FileContent.NotText notText) {
            throw new InvalidConfigException(file, 1, "", notText.reason());
        }
        if (content instanceof FileContent.NotAFile notAFile) {
            throw new InvalidConfigException(file, 1, "", notAFile.reason());
        }
        Path absolute = file.toAbsolutePath().normalize();
        throw new InvalidConfigException(
                file,
                1,
                "",
                "there is no such file at " + absolute
                        + above(file, absolute)
                                .map(found -> ". There is one at " + found + ": give that path")
                                .orElse(""));
    }

    /** The file of the same name in a directory above: tests of a module run in the directory of the module. */
    private static Optional<Path> above(Path file, Path absolute) {
        if (file.isAbsolute() || absolute.getParent() == null) {
            return Optional.empty();
        }
        Path up = Path.of("..");
        for (Path directory = absolute.getParent().getParent(); directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve(file))) {
                return Optional.of(up.resolve(file));
            }
            up = up.resolve("..");
        }
        return Optional.empty();
    }

    /** The file. */
    Path file() {
        return file;
    }

    /** The member of an object; empty if there is none. */
    Optional<ConfigNode> member(String name) {
        return value instanceof JsonObject object
                ? Optional.ofNullable(object.get(name)).map(member -> child(pointer.child(name), member))
                : Optional.empty();
    }

    /** The members of an object, in their order. */
    Map<String, ConfigNode> members() {
        if (!(value instanceof JsonObject object)) {
            throw mustBe("an object");
        }
        var members = new LinkedHashMap<String, ConfigNode>();
        object.members().forEach((name, member) -> members.put(name, child(pointer.child(name), member)));
        return members;
    }

    /** The members of an object that stands in a member; none if there is no such member. */
    Map<String, ConfigNode> members(String name) {
        return member(name).map(ConfigNode::members).orElse(Map.of());
    }

    /** The items of an array. */
    List<ConfigNode> items() {
        if (!(value instanceof JsonArray array)) {
            throw mustBe("an array");
        }
        List<JsonValue> items = array.items();
        return IntStream.range(0, items.size())
                .mapToObj(index -> child(pointer.child(index), items.get(index)))
                .toList();
    }

    /** The items of an array that stands in a member; none if there is no such member. */
    List<ConfigNode> items(String name) {
        return member(name).map(ConfigNode::items).orElse(List.of());
    }

    /** A string, as it stands in the file. */
    String text() {
        if (!(value instanceof JsonString string)) {
            throw mustBe("a string");
        }
        return string.value();
    }

    /** A string in a member. */
    Optional<String> text(String name) {
        return member(name).map(ConfigNode::text);
    }

    /** A string that must be there, and not empty. */
    String requiredText(String name) {
        ConfigNode member = member(name).orElseThrow(() -> wrong("the field '" + name + "' is missing"));
        String text = member.text();
        if (text.isBlank()) {
            throw member.wrong("must not be empty");
        }
        return text;
    }

    /** A boolean in a member; {@code false} if there is no such member. */
    boolean flag(String name) {
        return flag(name, false);
    }

    /** A boolean in a member, and its value if there is no such member. */
    boolean flag(String name, boolean otherwise) {
        return member(name)
                .map(member -> {
                    if (!(member.value instanceof JsonBoolean flag)) {
                        throw member.mustBe("true or false");
                    }
                    return flag.value();
                })
                .orElse(otherwise);
    }

    /** Whether this is an array. */
    boolean isArray() {
        return value instanceof JsonArray;
    }

    /** The value. */
    JsonValue value() {
        return value;
    }

    /** Read the address of an HTTP server that stands here, with its variables resolved. */
    URI address(String resolved) {
        try {
            return HttpAddress.parse(resolved.strip());
        } catch (IllegalArgumentException reason) {
            throw wrong("the value " + reason.getMessage());
        }
    }

    /** Reject a field whose name is nearly that of a known one: it would be ignored without a word. */
    void rejectMisspelled(Set<String> known, Set<String> ignored) {
        members().forEach((name, member) -> {
            if (!known.contains(name) && !ignored.contains(name)) {
                Similarity.nearest(name, known).ifPresent(meant -> {
                    throw member.wrong("unknown field. Did you mean '" + meant + "'?");
                });
            }
        });
    }

    /** An error at this value. The problem is a sentence without its period. */
    InvalidConfigException wrong(String problem) {
        return new InvalidConfigException(file, json.line(pointer), field(pointer), problem);
    }

    private InvalidConfigException mustBe(String expected) {
        String hint = "";
        if (expected.equals("a string") && !(value instanceof JsonObject) && !(value instanceof JsonArray)) {
            hint = ". Put it in quotes, or remove the field";
        } else if (expected.equals("an array") && value instanceof JsonString) {
            hint = ". Put each word in quotes, in square brackets";
        }
        return wrong("must be " + expected + ", but is " + article(value.typeName()) + hint);
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "null";
            case "array", "object", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }

    private ConfigNode child(JsonPointer at, JsonValue member) {
        return new ConfigNode(file, json, at, member);
    }

    private static String field(JsonPointer pointer) {
        var field = new StringBuilder();
        for (String token : pointer.tokens()) {
            if (token.matches("[0-9]+")) {
                field.append('[').append(token).append(']');
            } else if (token.matches("[A-Za-z0-9_$-]+")) {
                field.append(field.isEmpty() ? "" : ".").append(token);
            } else {
                field.append("[\"").append(token).append("\"]");
            }
        }
        return Printable.line(field.toString(), LONGEST_FIELD);
    }
}
