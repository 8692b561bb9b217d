/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefect.Kind;
import java.util.List;
import java.util.Set;

/**
 * What an invalid part of a definition does that nothing refers to: no value is ever checked by it, but some clients
 * read whole schemas, as docs/interop.md has it.
 *
 * @param compatibility how bad it is
 * @param words who refuses it, as the end of a sentence
 */
record UnusedDefinition(Compatibility compatibility, String words) {

    private static final String UNUSED = "; nothing refers to this definition, ";

    /** What a client needs in order to build its own model of a definition. */
    private static final Set<String> MODELED = Set.of("type", "required", "properties");

    static UnusedDefinition of(SchemaDefect defect, Direction direction) {
        boolean reference = defect.kind() == Kind.REFERENCE || defect.kind() == Kind.REMOTE_REFERENCE;
        if (direction == Direction.INPUT) {
            return defect.kind() == Kind.ARGUMENT && MODELED.contains(defect.member())
                    ? refused("but LangChain4j 1.18 loses the whole list of tools")
                    : tolerated();
        }
        if (reference) {
            return tolerated();
        }
        boolean compiled =
                defect.kind() == Kind.NO_SCHEMA || defect.member().equals("pattern") || isPatternName(defect);
        return refused(
                compiled
                        ? "but the Java SDK 2.1, where it validates, and the Python SDK 1.29 and 2.0 (documented) reject"
                                + " every result"
                        : "but the Python SDK 1.29 and 2.0 (documented) reject every result");
    }

    private static boolean isPatternName(SchemaDefect defect) {
        List<String> tokens = defect.place().tokens();
        return defect.kind() == Kind.ARGUMENT && tokens.get(tokens.size() - 1).equals("patternProperties");
    }

    private static UnusedDefinition refused(String clients) {
        return new UnusedDefinition(Compatibility.INTEROP, UNUSED + clients);
    }

    private static UnusedDefinition tolerated() {
        return new UnusedDefinition(
                Compatibility.RISKY, UNUSED + "so that only validators that check whole schemas refuse it");
    }
}
