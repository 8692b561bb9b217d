/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code content-encoding-changed}, {@code content-type-changed}: what a string carries. No validator asks, but whoever
 * writes plain text where Base64 is read, or the other way round, is not understood.
 */
final class ContentKeywordsChanged implements SchemaRule {

    @Override
    public List<Finding> look(SchemaPair pair, Direction direction) {
        var findings = new ArrayList<Finding>();
        if (pair.differsIn("contentEncoding")) {
            findings.add(finding(pair, "content-encoding-changed", "contentEncoding", Compatibility.BREAKING));
        }
        for (String keyword : List.of("contentMediaType", "contentSchema")) {
            if (pair.differsIn(keyword)) {
                Compatibility otherwise = pair.before().has(keyword) ? Compatibility.RISKY : Compatibility.COSMETIC;
                findings.add(finding(pair, "content-type-changed", keyword, otherwise));
            }
        }
        return findings;
    }

    private static Finding finding(SchemaPair pair, String rule, String keyword, Compatibility compatibility) {
        JsonValue before = pair.before().get(keyword);
        JsonValue now = pair.now().get(keyword);
        return Finding.note(
                        rule,
                        pair.at(keyword),
                        compatibility,
                        Aspect.CONTRACT,
                        Trust.REVIEW,
                        AnnotationChanged.words(keyword, before, now))
                .withLongValues(before, now);
    }
}
