/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import dev.mcpjunit.json.internal.mapping.Mapping;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value: one of {@link JsonObject}, {@link JsonArray}, {@link JsonString}, {@link JsonNumber},
 * {@link JsonBoolean} and {@link JsonNull}.
 *
 * <p>Values are immutable and compared by meaning: the order of an object's members and the spelling of a number
 * ({@code 1}, {@code 1.0}, {@code 10e-1}) make no difference to {@link Object#equals equals}. {@link Object#toString
 * toString} is compact JSON that keeps the order in which members arrived.
 *
 * <pre>{@code
 * JsonValue arguments = JsonValue.of(Map.of("city", "Oslo", "days", 3));
 * JsonValue answer = Json.parse("{\"city\":\"Oslo\"}");
 * answer.at("/city");                       // Optional[“Oslo”]
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /**
     * Convert a plain Java value.
     *
     * @param value a {@link JsonValue}, {@code null}, {@link CharSequence}, {@link Boolean}, {@link Number},
     *     {@link Enum} (its name), {@link Map} with string keys, {@link Collection} or {@code Object[]}, nested at will
     * @return the same value as JSON; never {@code null}
     * @throws IllegalArgumentException if there is anything else inside, naming its type and place
     */
    static JsonValue of(@Nullable Object value) {
        return JavaValues.toJson(value, JsonPointer.ROOT);
    }

    /**
     * Convert to plain Java: {@link Map} (insertion order), {@link java.util.List List}, {@link String},
     * {@link Boolean}, {@link java.math.BigDecimal BigDecimal} or {@code null}.
     *
     * @return the plain value; {@code null} for JSON {@code null} only
     */
    @Nullable
    Object toJava();

    /**
     * Look up a value by its JSON Pointer (RFC 6901).
     *
     * @param pointer for example {@code "/properties/city/type"}; the empty string is this value itself
     * @return the value, or empty when there is none at that place
     * @throws IllegalArgumentException if {@code pointer} is no JSON Pointer
     */
    default Optional<JsonValue> at(String pointer) {
        return JsonPointer.parse(pointer).find(this);
    }

    /**
     * Map the value to a type of your own by Jackson 2 or 3, whichever is on the class path; by 3 if both are. Unknown
     * properties are ignored.
     *
     * <pre>{@code
     * Forecast forecast = json.as(Forecast.class);
     * }</pre>
     *
     * @param type the type, for example a record
     * @return the mapped value; never {@code null}
     * @throws IllegalStateException if Jackson databind is not on the class path; the message says what to add
     * @throws IllegalArgumentException if the value does not fit the type
     */
    default <T> T as(Class<T> type) {
        return type.cast(Mapping.read(toString(), type));
    }

    /**
     * Map the value to a generic type; see {@link #as(Class)}.
     *
     * <pre>{@code
     * import com.fasterxml.jackson.core.type.TypeReference;   // or tools.jackson.core.type.TypeReference
     *
     * List<Forecast> days = json.as(new TypeReference<List<Forecast>>() {}.getType());
     * }</pre>
     *
     * @param type the type; the caller vouches that it is {@code T}
     * @return the mapped value; never {@code null}
     * @throws IllegalStateException if Jackson databind is not on the class path; the message says what to add
     * @throws IllegalArgumentException if the value does not fit the type
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    default <T> T as(Type type) {
        return (T) Mapping.read(toString(), type);
    }

    /**
     * Map the value by your own mapper.
     *
     * @param type the type
     * @param mapper an {@code ObjectMapper} or {@code JsonMapper} of Jackson 2 or 3
     * @return the mapped value; never {@code null}
     * @throws IllegalArgumentException if the value does not fit the type, or {@code mapper} is something else
     */
    default <T> T as(Class<T> type, Object mapper) {
        return type.cast(Mapping.read(toString(), type, mapper));
    }

    /**
     * Map the value to a generic type by your own mapper.
     *
     * @param type the type; the caller vouches that it is {@code T}
     * @param mapper an {@code ObjectMapper} or {@code JsonMapper} of Jackson 2 or 3
     * @return the mapped value; never {@code null}
     * @throws IllegalArgumentException if the value does not fit the type, or {@code mapper} is something else
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    default <T> T as(Type type, Object mapper) {
        return (T) Mapping.read(toString(), type, mapper);
    }

    /**
     * Name the JSON type of this value as JSON Schema does.
     *
     * @return {@code object}, {@code array}, {@code string}, {@code number}, {@code boolean} or {@code null}
     */
    String typeName();
}
