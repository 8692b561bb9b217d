/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemaTests {

    @Test
    void a_violation_says_what_and_where() {
        assertThat(validate("{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"b\"]}", "{\"a\":\"x\"}"))
                .extracting(SchemaViolation::keyword, SchemaViolation::instancePointer, SchemaViolation::schemaPointer)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("type", "/a", "/properties/a"),
                        org.assertj.core.groups.Tuple.tuple("required", "", ""));
    }

    @Test
    void boolean_schemas_work() {
        assertThat(validate("true", "1")).isEmpty();
        assertThat(validate("false", "1")).hasSize(1);
    }

    @Test
    void numbers_are_compared_by_value() {
        assertThat(validate("{\"enum\":[1.50]}", "1.5")).isEmpty();
        assertThat(validate("{\"type\":\"integer\"}", "1.0")).isEmpty();
        assertThat(validate("{\"uniqueItems\":true}", "[1,1.0]")).hasSize(1);
        assertThat(validate("{\"const\":1e999999999}", "1e999999998")).hasSize(1);
    }

    @Test
    void the_dialect_is_the_one_the_schema_names() {
        String tuple = "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"items\":[{\"type\":\"string\"}]}";

        assertThat(validate(tuple, "[1]")).hasSize(1);
    }

    @Test
    void an_unusable_schema_is_said_so() {
        assertThatThrownBy(() -> JsonSchema.of(Json.parse("{\"type\":\"strong\"}")))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageStartingWith("Not a usable JSON Schema: ");
        assertThatThrownBy(() -> JsonSchema.of(Json.parse("{\"$schema\":\"urn:unheard-of\"}")))
                .isInstanceOf(InvalidSchemaException.class);
    }

    @Test
    void a_remote_reference_is_not_fetched() {
        assertThatThrownBy(() -> validate("{\"$ref\":\"https://example.invalid/schema.json\"}", "1"))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageContaining("example.invalid");
    }

    private static List<SchemaViolation> validate(String schema, String value) {
        return JsonSchema.of(Json.parse(schema)).validate(Json.parse(value));
    }
}
