/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.InvalidRegexException;
import dev.mcpjunit.json.internal.regex.Regex;
import org.jspecify.annotations.Nullable;

/** A regular expression in a schema; one that is none says so when a text is held against it. */
final class SchemaPattern {

    private final String source;
    private final @Nullable Regex regex;
    private final String problem;

    SchemaPattern(String source) {
        this.source = source;
        Regex parsed = null;
        String said = "";
        try {
            parsed = Regex.parse(source);
        } catch (InvalidRegexException invalid) {
            said = String.valueOf(invalid.getMessage());
        }
        this.regex = parsed;
        this.problem = said;
    }

    boolean matches(String text, Effort effort) {
        if (regex == null) {
            throw new CannotTellException(problem);
        }
        return regex.matches(text, effort);
    }

    @Override
    public String toString() {
        return source;
    }
}
