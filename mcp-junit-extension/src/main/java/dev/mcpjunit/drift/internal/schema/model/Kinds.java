/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A set of kinds. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Kinds(int bits) {

    /** No kind. */
    public static final Kinds NONE = new Kinds(0);

    /** Every kind. */
    public static final Kinds ALL = of(Kind.values());

    /** Both kinds of numbers. */
    public static final Kinds NUMBERS = of(Kind.INTEGER, Kind.FRACTION);

    /** Make a set. */
    public static Kinds of(Kind... kinds) {
        int bits = 0;
        for (Kind kind : kinds) {
            bits |= kind.bit();
        }
        return new Kinds(bits);
    }

    /**
     * Find the kinds that a type name of JSON Schema stands for.
     *
     * @param type for example {@code number}
     */
    public static Kinds ofType(String type) {
        return switch (type) {
            case "null" -> of(Kind.NULL);
            case "boolean" -> of(Kind.BOOLEAN);
            case "integer" -> of(Kind.INTEGER);
            case "number" -> NUMBERS;
            case "string" -> of(Kind.STRING);
            case "array" -> of(Kind.ARRAY);
            case "object" -> of(Kind.OBJECT);
            default -> NONE;
        };
    }

    /** Whether a kind is a member. */
    public boolean has(Kind kind) {
        return (bits & kind.bit()) != 0;
    }

    /**
     * Whether there are no members.
     *
     * @return whether the set is empty
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    /** Keep what is in both. */
    public Kinds and(Kinds other) {
        return new Kinds(bits & other.bits);
    }

    /** Take what is in either. */
    public Kinds or(Kinds other) {
        return new Kinds(bits | other.bits);
    }

    /** Take what is not in this. */
    public Kinds complement() {
        return new Kinds(ALL.bits & ~bits);
    }

    /** Get the members. */
    public Stream<Kind> stream() {
        return Arrays.stream(Kind.values()).filter(this::has);
    }
}
