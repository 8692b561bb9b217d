/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The header fields of a message, in their order and spelling; names are compared without regard to case. */
record Headers(List<Field> fields) {

    static final Headers NONE = new Headers(List.of());

    record Field(String name, String value) {}

    Headers {
        fields = List.copyOf(fields);
    }

    static Headers of(Map<String, String> values) {
        return new Headers(values.entrySet().stream()
                .map(each -> new Field(each.getKey(), each.getValue()))
                .toList());
    }

    Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /** Whether a field that is a list, such as {@code Connection}, has an element. */
    boolean lists(String name, String element) {
        return elements(name).contains(element);
    }

    /** The elements of a field that is a list, in lower case. */
    List<String> elements(String name) {
        var elements = new ArrayList<String>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                for (String element : field.value().split(",", -1)) {
                    elements.add(element.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return elements;
    }

    /** Leave out fields whose names are given in lower case. */
    Headers without(Set<String> names) {
        return new Headers(fields.stream()
                .filter(field -> !names.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList());
    }

    /** Set a field, whatever it was. */
    Headers with(String name, String value) {
        var changed = new ArrayList<Field>(fields.size() + 1);
        for (Field field : fields) {
            if (!field.name().equalsIgnoreCase(name)) {
                changed.add(field);
            }
        }
        changed.add(new Field(name, value));
        return new Headers(changed);
    }

    /** Change the values of a field where it stands. */
    Headers mapping(String name, UnaryOperator<String> change) {
        return new Headers(fields.stream()
                .map(field -> field.name().equalsIgnoreCase(name)
                        ? new Field(field.name(), change.apply(field.value()))
                        : field)
                .toList());
    }

    /** The fields by name in lower case; values of the same name are joined. */
    Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        fields.forEach(field ->
                map.merge(field.name().toLowerCase(Locale.ROOT), field.value(), (one, other) -> one + ", " + other));
        return map;
    }

    void print(StringBuilder text) {
        for (Field field : fields) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
    }
}
