/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our values as the validator sees them. */
final class ValidatorNode implements JsonNode {

    static final JsonNodeFactory FACTORY = new Factory();

    /** Beyond this many digits an integer is handed over as a plain number: its digits would fill the heap. */
    private static final int INTEGER_DIGITS = 4_000;

    private final JsonValue value;
    private final String pointer;
    private final Effort effort;
    private final Set<String> concealed;
    private final SimpleType type;
    private @Nullable List<JsonNode> items;
    private @Nullable Map<String, JsonNode> members;

    private ValidatorNode(JsonValue value, String pointer, Effort effort, Set<String> concealed) {
        this.value = value;
        this.pointer = pointer;
        this.effort = effort;
        this.concealed = concealed;
        this.type = concealed.contains(pointer) ? SimpleType.STRING : type(value);
    }

    /**
     * A schema.
     *
     * @param concealed pointers to data in it, which the validator library is to take for plain text
     */
    static ValidatorNode ofSchema(JsonValue schema, Set<String> concealed) {
        return new ValidatorNode(schema, "", Effort.UNLIMITED, concealed);
    }

    /** A value to be validated. */
    static ValidatorNode ofInstance(JsonValue value, Effort effort) {
        return new ValidatorNode(value, "", effort, Set.of());
    }

    private ValidatorNode inside(JsonValue part, String token) {
        return new ValidatorNode(part, pointer + "/" + token, effort, concealed);
    }

    JsonValue value() {
        return value;
    }

    /** What the validation of this value, and of all around it, may still cost. */
    Effort effort() {
        return effort;
    }

    private static SimpleType type(JsonValue value) {
        return switch (value.typeName()) {
            case "object" -> SimpleType.OBJECT;
            case "array" -> SimpleType.ARRAY;
            case "string" -> SimpleType.STRING;
            case "boolean" -> SimpleType.BOOLEAN;
            case "number" -> isInteger((JsonNumber) value) ? SimpleType.INTEGER : SimpleType.NUMBER;
            default -> SimpleType.NULL;
        };
    }

    private static boolean isInteger(JsonNumber number) {
        BigDecimal value = number.value();
        return number.isInteger() && (long) value.precision() - value.scale() <= INTEGER_DIGITS;
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return type;
    }

    @Override
    public boolean asBoolean() {
        return ((JsonBoolean) value).value();
    }

    @Override
    public String asString() {
        return value instanceof JsonString string ? string.value() : value.toString();
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        // The validator compares numbers by BigDecimal.equals, for which 1.5 and 1.50 differ.
        return ((JsonNumber) value).value().stripTrailingZeros();
    }

    @Override
    public List<JsonNode> asArray() {
        if (items == null) {
            var wrapped = new ArrayList<JsonNode>();
            for (JsonValue item : (JsonArray) value) {
                wrapped.add(inside(item, String.valueOf(wrapped.size())));
            }
            items = wrapped;
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        if (members == null) {
            var wrapped = new LinkedHashMap<String, JsonNode>();
            ((JsonObject) value)
                    .members()
                    .forEach((name, member) -> wrapped.put(name, inside(member, JsonNode.encodeJsonPointer(name))));
            members = wrapped;
        }
        return members;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValidatorNode node && value.equals(node.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }

    private static final class Factory implements JsonNodeFactory {

        @Override
        public JsonNode wrap(Object node) {
            if (node instanceof ValidatorNode wrapped) {
                return wrapped.pointer.isEmpty() ? wrapped : ofInstance(wrapped.value, wrapped.effort);
            }
            return ofInstance((JsonValue) node, Effort.UNLIMITED);
        }

        @Override
        public JsonNode create(String text) {
            return ofInstance(Json.parse(text), Effort.UNLIMITED);
        }
    }
}
