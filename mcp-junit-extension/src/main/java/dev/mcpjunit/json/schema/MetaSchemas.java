/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import java.net.URI;
import java.util.Optional;

/**
 * The schemas of schemas, loaded once: the validator library would load them anew for each schema, which costs more
 * than everything else about it.
 */
final class MetaSchemas {

    private static final Validator VALIDATOR = load();

    private MetaSchemas() {}

    private static Validator load() {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(ValidatorNode.FACTORY)
                .withEvaluatorFactory(new Evaluators())
                .withDisabledSchemaValidation(true)
                .withMessageProvider(Messages.ENGLISH)
                .createValidator();
        for (SchemaDialect dialect : SchemaDialect.values()) {
            // Loading is lazy and not meant for concurrent threads, so it happens here.
            validator.validate(URI.create(dialect.uri()), ValidatorNode.ofInstance(JsonObject.EMPTY, Effort.UNLIMITED));
        }
        return validator;
    }

    /** What the meta-schema has against a schema; the first thing. */
    static Optional<String> check(SchemaDialect dialect, JsonValue schema, Effort effort) {
        return PlainSchema.isCertainly(schema, dialect, effort) ? Optional.empty() : ask(dialect, schema, effort);
    }

    static Optional<String> ask(SchemaDialect dialect, JsonValue schema, Effort effort) {
        try {
            Validator.Result result =
                    VALIDATOR.validate(URI.create(dialect.uri()), ValidatorNode.ofInstance(schema, effort));
            return result.isValid()
                    ? Optional.empty()
                    : Optional.of(result.getErrors().stream()
                            .findFirst()
                            .map(MetaSchemas::describe)
                            .orElse("it does not agree with its meta-schema"));
        } catch (StackOverflowError tooDeep) {
            return Optional.of("it is nested too deeply");
        }
    }

    private static String describe(Error error) {
        return error.getError() + (error.getInstanceLocation().isEmpty() ? "" : " at " + error.getInstanceLocation());
    }
}
