/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A JSON object. Members keep the order in which they arrived; {@code equals} does not look at it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JsonObject implements JsonValue {

    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, JsonValue> members;

    private JsonObject(Map<String, JsonValue> members) {
        this.members = members;
    }

    /**
     * Make an object of these members.
     *
     * @param members names and values, copied in iteration order
     * @return the object; never {@code null}
     */
    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        return members.isEmpty() ? EMPTY : owning(new LinkedHashMap<>(members));
    }

    /** Wrap a map that no other code will write to. */
    static JsonObject owning(Map<String, JsonValue> members) {
        return new JsonObject(Collections.unmodifiableMap(members));
    }

    /**
     * Start an object member by member.
     *
     * @return a new builder; never {@code null}
     */
    public static Builder builder() {
        return new Builder(new LinkedHashMap<>());
    }

    /**
     * Start a copy of this object, to be changed member by member.
     *
     * @return a new builder that holds this object's members; never {@code null}
     */
    public Builder toBuilder() {
        return new Builder(new LinkedHashMap<>(members));
    }

    /**
     * Get all members.
     *
     * @return an unmodifiable view in arrival order; never {@code null}
     */
    public Map<String, JsonValue> members() {
        return members;
    }

    /**
     * Get the names of all members.
     *
     * @return the names in arrival order; never {@code null}
     */
    public Set<String> names() {
        return members.keySet();
    }

    /**
     * Get a member's value.
     *
     * @param name the member's name
     * @return the value, or {@code null} when there is no such member; JSON {@code null} is {@link JsonNull}
     */
    public @Nullable JsonValue get(String name) {
        return members.get(name);
    }

    /**
     * Check whether a member is present, whatever its value.
     *
     * @param name the member's name
     * @return whether it is present
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * Check whether there are no members.
     *
     * @return whether the object is {@code {}}
     */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /**
     * Get a member that is text.
     *
     * @param name the member's name
     * @return the text, or empty when the member is missing or something else
     */
    public Optional<String> string(String name) {
        return get(name) instanceof JsonString s ? Optional.of(s.value()) : Optional.empty();
    }

    /**
     * Get a member that is {@code true} or {@code false}.
     *
     * @param name the member's name
     * @return the value, or empty when the member is missing or something else
     */
    public Optional<Boolean> bool(String name) {
        return get(name) instanceof JsonBoolean b ? Optional.of(b.value()) : Optional.empty();
    }

    /**
     * Get a member that is an object.
     *
     * @param name the member's name
     * @return the object, or empty when the member is missing or something else
     */
    public Optional<JsonObject> object(String name) {
        return get(name) instanceof JsonObject o ? Optional.of(o) : Optional.empty();
    }

    /**
     * Get a member that is an array.
     *
     * @param name the member's name
     * @return the array, or empty when the member is missing or something else
     */
    public Optional<JsonArray> array(String name) {
        return get(name) instanceof JsonArray a ? Optional.of(a) : Optional.empty();
    }

    @Override
    public Map<String, @Nullable Object> toJava() {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, value) -> plain.put(name, value.toJava()));
        return plain;
    }

    @Override
    public String typeName() {
        return "object";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject o && members.equals(o.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return Json.print(this);
    }

    /** Collects the members of a {@link JsonObject}. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private final Map<String, JsonValue> members;

        private Builder(Map<String, JsonValue> members) {
            this.members = members;
        }

        /**
         * Add a member, or replace its value in place.
         *
         * @param name the member's name
         * @param value anything {@link JsonValue#of} takes
         * @return this builder
         */
        public Builder put(String name, @Nullable Object value) {
            members.put(name, JsonValue.of(value));
            return this;
        }

        /**
         * Add a member only when there is a value for it.
         *
         * @param name the member's name
         * @param value the value, if any
         * @return this builder
         */
        public Builder putIfPresent(String name, Optional<?> value) {
            value.ifPresent(v -> put(name, v));
            return this;
        }

        /**
         * Leave a member out.
         *
         * @param name the member's name
         * @return this builder
         */
        public Builder remove(String name) {
            members.remove(name);
            return this;
        }

        /**
         * Make the object.
         *
         * @return an object with the members so far; never {@code null}
         */
        public JsonObject build() {
            return JsonObject.of(members);
        }
    }
}
