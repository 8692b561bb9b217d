/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.json.schema.SchemaViolation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which of several violations says best why a value is rejected. */
final class Violations {

    /** These fail when schemas inside them do; what failed inside is not the reason if another branch was open. */
    private static final Set<String> SUMMARIES = Set.of("anyOf", "oneOf", "not", "contains", "if");

    private Violations() {}

    static SchemaViolation mostTelling(List<SchemaViolation> violations) {
        return violations.stream()
                .filter(violation -> violations.stream().noneMatch(summary -> isPartOf(violation, summary)))
                .min(Comparator.comparing(
                        (SchemaViolation violation) -> violation.keyword().equals("allOf")
                                || violation.keyword().equals("false")))
                .orElse(violations.get(0));
    }

    private static boolean isPartOf(SchemaViolation violation, SchemaViolation summary) {
        return !violation.equals(summary)
                && SUMMARIES.contains(summary.keyword())
                && violation.instancePointer().startsWith(summary.instancePointer())
                && !violation.schemaPointer().equals(summary.schemaPointer())
                && violation.schemaPointer().startsWith(summary.schemaPointer() + "/" + summary.keyword());
    }
}
