/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import org.apiguardian.api.API;

/** JSON {@code true} and {@code false}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum JsonBoolean implements JsonValue {
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE;

    /**
     * Convert a Java boolean.
     *
     * @param value the boolean
     * @return the same as JSON; never {@code null}
     */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * Get the Java boolean.
     *
     * @return whether this is {@link #TRUE}
     */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public Boolean toJava() {
        return value();
    }

    @Override
    public String typeName() {
        return "boolean";
    }

    @Override
    public String toString() {
        return Boolean.toString(value());
    }
}
