/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.rules.schema.SchemaQuestion;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.Tool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tool before and now. */
record ToolPair(
        Tool before, Tool now, SchemaQuestion question, ProtocolRevision oldRevision, ProtocolRevision revision) {

    Subject subject() {
        return Subject.tool(now.name());
    }

    static JsonPointer at(String... tokens) {
        return new JsonPointer(java.util.List.of(tokens));
    }

    @Nullable
    JsonValue old(String field) {
        return before.raw().get(field);
    }

    @Nullable
    JsonValue young(String field) {
        return now.raw().get(field);
    }

    boolean differsIn(String field) {
        return !Objects.equals(old(field), young(field));
    }

    JsonObject oldObject(String field) {
        return before.raw().object(field).orElse(JsonObject.EMPTY);
    }

    JsonObject newObject(String field) {
        return now.raw().object(field).orElse(JsonObject.EMPTY);
    }
}
