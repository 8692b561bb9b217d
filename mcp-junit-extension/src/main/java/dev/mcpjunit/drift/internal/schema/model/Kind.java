/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;

/**
 * The kinds of values. Like the types of JSON, but a number is either an integer or has a fraction, so that no kind is
 * part of another.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Kind {
    /** {@code null}. */
    NULL(1),
    /** {@code true} and {@code false}. */
    BOOLEAN(2),
    /** A number without a fraction, however it is spelled. */
    INTEGER(4),
    /** A number with a fraction. */
    FRACTION(8),
    /** Text. */
    STRING(16),
    /** An array. */
    ARRAY(32),
    /** An object. */
    OBJECT(64);

    private final int bit;

    Kind(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }

    /** Find the kind of a value. */
    public static Kind of(JsonValue value) {
        return switch (value.typeName()) {
            case "null" -> NULL;
            case "boolean" -> BOOLEAN;
            case "string" -> STRING;
            case "array" -> ARRAY;
            case "object" -> OBJECT;
            default -> ((JsonNumber) value).isInteger() ? INTEGER : FRACTION;
        };
    }
}
