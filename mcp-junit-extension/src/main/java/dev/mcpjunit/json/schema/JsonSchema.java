/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.mcpjunit.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A JSON Schema, ready to validate values. The dialect is the one that {@code $schema} names (draft-04 to 2020-12),
 * else 2020-12, the default of MCP. {@code format} is an annotation and is not checked. Remote references are never
 * fetched.
 *
 * <pre>{@code
 * JsonSchema schema = JsonSchema.of(Json.parse("{\"type\":\"object\",\"required\":[\"city\"]}"));
 * schema.validate(JsonValue.of(Map.of()));      // [required property 'city' is missing]
 * }</pre>
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JsonSchema {

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

    private final Validator validator;
    private final URI uri;

    private JsonSchema(Validator validator, URI uri) {
        this.validator = validator;
        this.uri = uri;
    }

    /**
     * Prepare a schema.
     *
     * @param schema an object, {@code true} or {@code false}
     * @return the schema; never {@code null}
     * @throws InvalidSchemaException if the value is not a valid schema of its dialect, or the dialect is unknown
     */
    public static JsonSchema of(JsonValue schema) {
        try {
            Validator validator = new ValidatorFactory()
                    .withJsonNodeFactory(ValidatorNode.FACTORY)
                    .withDefaultDialect(new Dialects.Draft2020Dialect())
                    .createValidator();
            return new JsonSchema(validator, validator.registerSchema(new ValidatorNode(schema, "")));
        } catch (RuntimeException unusable) {
            throw new InvalidSchemaException("Not a usable JSON Schema: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Tell what is wrong with a value.
     *
     * @param value the value to check
     * @return the violations, in the validator's order; empty when the value is valid; never {@code null}
     * @throws InvalidSchemaException if the schema has a reference that leads nowhere
     */
    public List<SchemaViolation> validate(JsonValue value) {
        try {
            Validator.Result result = validator.validate(uri, new ValidatorNode(value, ""));
            if (result.isValid()) {
                return List.of();
            }
            var violations = new ArrayList<SchemaViolation>();
            for (Error error : result.getErrors()) {
                if (error.getKeyword() != null && REFERENCES.contains(error.getKeyword())) {
                    // The validator calls the value invalid; the truth is that nobody can tell.
                    throw new InvalidSchemaException("The schema cannot be applied: " + error.getError(), null);
                }
                violations.add(violation(error));
            }
            return List.copyOf(violations);
        } catch (InvalidSchemaException unusable) {
            throw unusable;
        } catch (RuntimeException unusable) {
            throw new InvalidSchemaException("The schema cannot be applied: " + unusable.getMessage(), unusable);
        }
    }

    private static SchemaViolation violation(Error error) {
        String schemaLocation = error.getSchemaLocation();
        int fragment = schemaLocation.indexOf('#');
        return new SchemaViolation(
                error.getKeyword() == null ? "false" : error.getKeyword(),
                error.getInstanceLocation(),
                fragment < 0 ? schemaLocation : schemaLocation.substring(fragment + 1),
                error.getError());
    }
}
