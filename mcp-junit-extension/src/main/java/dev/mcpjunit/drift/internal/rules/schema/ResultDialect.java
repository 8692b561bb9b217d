/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Which clients reject all results of a tool because of the dialect of its output schema, as docs/interop.md has it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResultDialect {

    private static final Pattern UNDERSTOOD =
            Pattern.compile("https?://json-schema\\.org/(draft-0[67]|draft/20(19-09|20-12))/schema#?");

    private static final Pattern DRAFT_4 = Pattern.compile("https?://json-schema\\.org/draft-04/schema#?");

    private ResultDialect() {}

    /**
     * The clients that do not know the dialect.
     *
     * @return what they do, as the end of a sentence; empty if every client accepts the results
     */
    public static Optional<String> rejection(JsonObject schema) {
        return schema.string("$schema")
                .filter(dialect -> !UNDERSTOOD.matcher(dialect).matches())
                .map(dialect -> DRAFT_4.matcher(dialect).matches()
                        ? "the TypeScript SDK 2.4 does not know it and rejects every result"
                        : "the TypeScript SDK 2.4, and the Java SDK 2.1 where it validates, do not know it and reject every"
                                + " result");
    }
}
