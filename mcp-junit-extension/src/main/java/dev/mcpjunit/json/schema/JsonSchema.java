/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.SchemaReferences;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A JSON Schema, ready to validate values. The dialect is the one that {@code $schema} names (draft-04 to 2020-12),
 * else 2020-12, the default of MCP, unless only an older one makes sense of what is written. {@code format} is an
 * annotation and is not checked. {@code pattern} is ECMA-262. Remote references are never fetched.
 *
 * <pre>{@code
 * JsonSchema schema = JsonSchema.of(Json.parse("{\"type\":\"object\",\"required\":[\"city\"]}"));
 * schema.validate(JsonValue.of(Map.of()));      // [required property 'city' is missing]
 * }</pre>
 *
 * <p>What a validator might pass over in silence is refused: a reference that leads nowhere, a regular expression that
 * is none. Every validation ends, whatever the schema and the value. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JsonSchema {

    /** About a second of work: far more than any sensible schema needs for any sensible value. */
    private static final long DEFAULT_EFFORT = 10_000_000;

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
     * @throws InvalidSchemaException if the value is not a valid schema of its dialect, if the dialect is unknown, if a
     *     reference leads nowhere or out of the schema, or if a regular expression is none
     */
    public static JsonSchema of(JsonValue schema) {
        Optional<SchemaDialect> named = SchemaDialect.named(schema);
        if (named.isEmpty() && schema instanceof JsonObject object && object.has("$schema")) {
            String unknown = "unknown dialect " + object.get("$schema");
            throw new InvalidSchemaException(
                    "Not a usable JSON Schema: " + unknown,
                    object.string("$schema").isPresent() ? new CannotTellException(unknown) : null);
        }
        return prepare(
                schema,
                named.map(dialect -> new SchemaReading(dialect, MetaSchemas.check(dialect, schema, Effort.UNLIMITED)))
                        .orElseGet(() -> SchemaReading.of(schema, Effort.UNLIMITED)),
                false);
    }

    /**
     * Prepare a schema as it was found in the field, where not everything is as it should be: a remote reference or a
     * broken regular expression is no obstacle until a value needs it.
     *
     * @param schema an object, {@code true} or {@code false}
     * @param reading how it is meant
     * @return the schema; never {@code null}
     * @throws InvalidSchemaException if the value is not a schema of any dialect, or a reference leads nowhere
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static JsonSchema lenient(JsonValue schema, SchemaReading reading) {
        return prepare(schema, reading, true);
    }

    private static JsonSchema prepare(JsonValue schema, SchemaReading reading, boolean lenient) {
        reading.problem().ifPresent(problem -> {
            throw new InvalidSchemaException("Not a usable JSON Schema: " + problem, null);
        });
        SchemaDialect dialect = reading.dialect();
        SchemaCheck.check(schema, dialect, lenient);
        try {
            Validator validator = new ValidatorFactory()
                    .withJsonNodeFactory(ValidatorNode.FACTORY)
                    .withDefaultDialect(Implementations.of(dialect))
                    .withEvaluatorFactory(new Evaluators())
                    .withSchemaResolver(new RemoteReferences())
                    .withMessageProvider(Messages.ENGLISH)
                    .withDisabledSchemaValidation(true)
                    .createValidator();
            var root = ValidatorNode.ofSchema(withoutDialect(schema), DataInSchema.pointers(schema, dialect));
            return new JsonSchema(validator, validator.registerSchema(SchemaReferences.NAMELESS, root));
        } catch (RuntimeException | StackOverflowError unusable) {
            throw new InvalidSchemaException("Not a usable JSON Schema: " + unusable.getMessage(), unusable);
        }
    }

    /** The dialect is settled; the library would believe what the schema says of itself. */
    private static JsonValue withoutDialect(JsonValue schema) {
        return schema instanceof JsonObject object
                ? object.toBuilder().remove("$schema").build()
                : schema;
    }

    /**
     * Tell what is wrong with a value.
     *
     * @param value the value to check
     * @return the violations, in the validator's order; empty when the value is valid; never {@code null}
     * @throws InvalidSchemaException if the schema cannot be applied to this value, for example because references lead
     *     in a circle or because it would never end
     */
    public List<SchemaViolation> validate(JsonValue value) {
        try {
            return validate(value, Effort.of(DEFAULT_EFFORT));
        } catch (EffortExhaustedException endless) {
            throw new InvalidSchemaException("The schema cannot be applied: " + endless.getMessage(), endless);
        }
    }

    /**
     * Tell what is wrong with a value, at limited cost.
     *
     * @param value the value to check
     * @param effort what the validation may cost
     * @return the violations, in the validator's order; empty when the value is valid; never {@code null}
     * @throws InvalidSchemaException if the schema cannot be applied to this value
     * @throws EffortExhaustedException if the validation costs more than it may
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public List<SchemaViolation> validate(JsonValue value, Effort effort) {
        try {
            Validator.Result result = validator.validate(uri, ValidatorNode.ofInstance(value, effort));
            if (result.isValid()) {
                return List.of();
            }
            List<SchemaViolation> violations =
                    result.getErrors().stream().map(JsonSchema::violation).toList();
            return violations.isEmpty()
                    ? List.of(new SchemaViolation("", "", "", "the value does not match the schema"))
                    : violations;
        } catch (EffortExhaustedException stop) {
            throw stop;
        } catch (RuntimeException unusable) {
            throw new InvalidSchemaException("The schema cannot be applied: " + unusable.getMessage(), unusable);
        } catch (StackOverflowError endless) {
            throw new InvalidSchemaException(
                    "The schema cannot be applied: its references lead in a circle or too deep", endless);
        }
    }

    private static SchemaViolation violation(Error error) {
        String schemaLocation = error.getSchemaLocation();
        int fragment = schemaLocation.indexOf('#');
        return new SchemaViolation(
                error.getKeyword() == null ? "false" : error.getKeyword(),
                error.getInstanceLocation(),
                fragment < 0 ? "" : schemaLocation.substring(fragment + 1),
                error.getError());
    }
}
