/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.pin.GoldenResult;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.snapshot.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a JSON value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JsonValueAssert extends AbstractAssert<JsonValueAssert, JsonValue> {

    private final String path;
    private final List<Mask> masks = new ArrayList<>();

    JsonValueAssert(JsonValue actual, String path) {
        super(actual, JsonValueAssert.class);
        this.path = path;
    }

    /**
     * Verify the value. The order of members and the spelling of numbers make no difference.
     *
     * <pre>{@code
     * assertThat(Json.parse("{\"a\":1,\"b\":2}")).isJson(Map.of("b", 2.0, "a", 1));   // passes
     * assertThat(Json.parse("[1,2]")).isJson(List.of(2, 1));                         // fails
     * }</pre>
     *
     * @param expected anything {@link JsonValue#of} takes
     * @return this
     * @throws AssertionError if the value is different
     */
    public JsonValueAssert isJson(@Nullable Object expected) {
        isNotNull();
        JsonValue wanted = JsonValue.of(expected);
        if (!actual.equals(wanted)) {
            throw failureWithActualExpected(
                    Json.printSorted(actual),
                    Json.printSorted(wanted),
                    "Expected %s to be%n  %s%nbut it is%n  %s",
                    where(),
                    shown(wanted),
                    shown(actual));
        }
        return this;
    }

    /**
     * Step into the value.
     *
     * @param at a path such as {@code days[0].high}, or a JSON Pointer
     * @return assertions about what is there; never {@code null}
     * @throws AssertionError if there is nothing
     */
    public JsonValueAssert at(String at) {
        isNotNull();
        JsonValue found = JsonPath.parse(at)
                .find(actual)
                .orElseThrow(() ->
                        failure("Expected %s to have a value at '%s', but it is%n  %s", where(), at, shown(actual)));
        return new JsonValueAssert(found, path.isEmpty() ? at : path + " → " + at);
    }

    /**
     * Verify that the value is valid under a JSON Schema.
     *
     * @param schema the schema
     * @return this
     * @throws AssertionError if it is not, with each violation on a line
     * @throws dev.mcpjunit.json.schema.InvalidSchemaException if the schema is not usable
     */
    public JsonValueAssert isValidUnder(JsonValue schema) {
        isNotNull();
        List<SchemaViolation> violations = JsonSchema.of(schema).validate(actual);
        if (!violations.isEmpty()) {
            throw failure(
                    "Expected %s to be valid under its schema, but%n  - %s%nIt is%n  %s",
                    where(),
                    String.join(
                            "\n  - ",
                            violations.stream()
                                    .map(SchemaViolation::toString)
                                    .map(Printable::line)
                                    .toList()),
                    shown(actual));
        }
        return this;
    }

    /**
     * Mask what is different in each run, before {@link #matchesSnapshot}.
     *
     * @param more the masks; their places start at this value
     * @return this
     */
    public JsonValueAssert masking(Mask... more) {
        masks.addAll(List.of(more));
        return this;
    }

    /**
     * Verify that the value is still the one in its golden file, or record it there; see
     * {@link ToolResultAssert#matchesSnapshot(String)}.
     *
     * @return this
     * @throws AssertionError if the value is different, or there is no file and none may be written
     * @throws IllegalStateException if it is not called in a test method, on the thread of its test
     */
    public JsonValueAssert matchesSnapshot() {
        return matchesSnapshot("");
    }

    /**
     * Verify that the value is still the one in its golden file, or record it there; see
     * {@link ToolResultAssert#matchesSnapshot(String)}.
     *
     * @param name the name of the value within its test; empty for the only one
     * @return this
     * @throws AssertionError if the value is different, or there is no file and none may be written
     * @throws IllegalStateException if it is not called in a test method, on the thread of its test
     */
    public JsonValueAssert matchesSnapshot(String name) {
        isNotNull();
        new GoldenResult(where(), actual, masks).check(name, Optional.empty());
        return this;
    }

    private static String shown(JsonValue value) {
        return Printable.line(
                SecretMasking.ofMessages().maskIn(SecretMasking.RESULT, value).toString());
    }

    private String where() {
        return path.isEmpty() ? "the value" : "the value at '" + path + "'";
    }
}
