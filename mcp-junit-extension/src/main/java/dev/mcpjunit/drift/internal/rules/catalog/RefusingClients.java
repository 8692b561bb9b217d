/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clients that lose the list of tools because of one shape, as {@code docs/interop.md} has them. Where a value was
 * not measured, those that refuse every wrong value of its kind.
 *
 * @param names the clients with their versions, in the order of the table
 */
record RefusingClients(List<String> names) {

    private static final String JAVA_1 = "Java SDK 1.1";
    private static final String JAVA_2 = "Java SDK 2.0 and 2.1";
    private static final String JAVA = "Java SDK 1.1, 2.0 and 2.1";
    private static final String TYPESCRIPT_OF_2025 = "TypeScript SDK 1.32";
    private static final String NEWER_TYPESCRIPT = "TypeScript SDK 1.32 and 2.4";
    private static final String TYPESCRIPT = "TypeScript SDK 1.20, 1.32 and 2.4";
    private static final String LANGCHAIN = "LangChain4j 1.18";
    private static final String SPRING_1 = "Spring AI 1.1";
    private static final String SPRING_2 = "Spring AI 2.0";
    private static final String SPRING = "Spring AI 1.1 and 2.0";
    private static final String PYTHON_2 = "Python SDK 2.0 (documented)";
    private static final String PYTHON = "Python SDK 1.29 and 2.0 (documented)";

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern VERSIONS = Pattern.compile(" \\d.*");

    static final RefusingClients OF_MISSING_NAME = of(TYPESCRIPT, LANGCHAIN, SPRING, PYTHON);
    static final RefusingClients OF_EMPTY_NAME = of(SPRING);
    static final RefusingClients OF_HINTS = of(TYPESCRIPT);
    static final RefusingClients OF_ICONS_WITHOUT_SOURCE = of(TYPESCRIPT, PYTHON);
    static final RefusingClients OF_SIZES = of(JAVA_2, TYPESCRIPT, LANGCHAIN, SPRING_2, PYTHON);
    static final RefusingClients OF_MISSING_INPUT = of(TYPESCRIPT, LANGCHAIN, PYTHON);
    static final RefusingClients OF_MEMBERS = of(TYPESCRIPT_OF_2025, PYTHON_2);
    static final RefusingClients OF_UNUSABLE_RESULTS = of(TYPESCRIPT_OF_2025);

    private static RefusingClients of(String... names) {
        return new RefusingClients(List.of(names));
    }

    static RefusingClients ofName(JsonValue name) {
        return name instanceof JsonNull ? of(TYPESCRIPT, SPRING, PYTHON) : of(TYPESCRIPT, PYTHON);
    }

    static RefusingClients ofText(JsonValue text) {
        return text instanceof JsonNull ? of(TYPESCRIPT) : of(TYPESCRIPT, PYTHON);
    }

    static RefusingClients ofIcons(JsonValue icons) {
        return icons instanceof JsonObject ? OF_SIZES : of(TYPESCRIPT);
    }

    /** {@code annotations} and {@code _meta}. */
    static RefusingClients ofObject(JsonValue object) {
        return object instanceof JsonArray ? of(JAVA, TYPESCRIPT, SPRING, PYTHON) : of(TYPESCRIPT);
    }

    static RefusingClients ofExecution() {
        return of(NEWER_TYPESCRIPT);
    }

    static RefusingClients ofTaskSupport(JsonValue support) {
        return support instanceof JsonString ? of(NEWER_TYPESCRIPT, PYTHON) : of(NEWER_TYPESCRIPT);
    }

    /** A schema that is no object. */
    static RefusingClients ofSchema(String side, JsonValue schema) {
        if (schema instanceof JsonNull) {
            return isInput(side) ? of(TYPESCRIPT, PYTHON) : of(TYPESCRIPT);
        }
        return of(JAVA, TYPESCRIPT, SPRING, PYTHON);
    }

    /** A schema of another type than {@code object}, or of none. */
    static RefusingClients ofType(String side, JsonObject schema) {
        if (!isInput(side) || schema.get("type") == null) {
            boolean choice = isInput(side) && schema.get("anyOf") != null;
            return choice ? of(TYPESCRIPT, LANGCHAIN, PYTHON_2) : of(TYPESCRIPT, PYTHON_2);
        }
        return schema.get("type") instanceof JsonArray
                ? of(JAVA_1, TYPESCRIPT, LANGCHAIN, SPRING_1, PYTHON_2)
                : of(TYPESCRIPT, LANGCHAIN, PYTHON_2);
    }

    /** {@code properties} or {@code required} of a wrong type. */
    static RefusingClients ofKeyword(String side, JsonValue value) {
        if (!isInput(side)) {
            return value instanceof JsonNull ? of(TYPESCRIPT) : of(TYPESCRIPT, PYTHON_2);
        }
        return value instanceof JsonNull
                ? of(TYPESCRIPT, LANGCHAIN)
                : of(JAVA_1, TYPESCRIPT, LANGCHAIN, SPRING_1, PYTHON_2);
    }

    private static boolean isInput(String side) {
        return side.equals("inputSchema");
    }

    /** Whether all clients of another shape are among these. */
    boolean includes(RefusingClients others) {
        return versions().containsAll(others.versions());
    }

    private Set<String> versions() {
        return names.stream()
                .flatMap(name -> VERSION.matcher(name)
                        .results()
                        .map(version -> VERSIONS.matcher(name).replaceAll("") + " " + version.group()))
                .collect(Collectors.toSet());
    }

    /** What they do, for a message. */
    String words() {
        boolean one = names.size() == 1 && Stream.of(" and ", ",").noneMatch(names.get(0)::contains);
        return names.stream().collect(Collectors.joining("; ")) + " lose" + (one ? "s" : "")
                + " the whole list of tools";
    }
}
