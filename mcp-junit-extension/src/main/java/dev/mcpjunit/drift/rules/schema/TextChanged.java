/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.drift.rules.text.SuspiciousText;
import java.util.List;
import java.util.function.Consumer;

/** What a model reads about a value. */
final class TextChanged implements SchemaRule {

    @Override
    public void check(SchemaPair pair, Consumer<Change> changes) {
        for (String keyword : List.of("title", "description", "examples", "$comment")) {
            if (pair.differ(keyword)) {
                Trust trust = keyword.equals("title") || keyword.equals("$comment") ? Trust.UNCHANGED : Trust.REVIEW;
                changes.accept(pair.keyword(
                        keyword,
                        keyword.equals("$comment") ? "comment-changed" : keyword + "-changed",
                        Compatibility.COSMETIC,
                        SuspiciousText.isIntroduced(pair.old(keyword), pair.now(keyword)) ? Trust.SUSPICIOUS : trust,
                        keyword + " changed"
                                + SuspiciousText.reason(pair.old(keyword), pair.now(keyword))));
            }
        }
        if (pair.differ("deprecated")) {
            boolean deprecated = pair.now("deprecated") == JsonBoolean.TRUE;
            changes.accept(pair.keyword(
                    "deprecated",
                    "deprecated-changed",
                    deprecated ? Compatibility.RISKY : Compatibility.COSMETIC,
                    deprecated ? "is deprecated: it may go soon" : "is no longer deprecated"));
        }
    }

    @Override
    public boolean concernsValues() {
        return false;
    }
}
