/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code alternative-added}, {@code alternative-removed}, {@code keyword-changed} for schemas that are choices, or
 * became one, or are none any more. An alternative of a type of its own is the change of a type, and reported as such.
 */
final class ChoiceChanged {

    private ChoiceChanged() {}

    static List<Finding> look(
            SchemaPair pair,
            Choice before,
            Choice now,
            Branches branches,
            SchemaDocument oldDocument,
            SchemaDocument newDocument) {
        var findings = new ArrayList<Finding>();
        String keyword = now.keyword().or(before::keyword).orElseThrow();
        boolean exclusive = keyword.equals("oneOf");
        for (Place gone : branches.gone()) {
            if (before.isWrapped() && !isTold(pair.newTypes(), gone, oldDocument)) {
                findings.add(Finding.constraint(
                                "alternative-removed",
                                gone.at(),
                                exclusive ? Effect.EITHER : Effect.NARROWS,
                                "an alternative is gone")
                        .alone(pair, old -> Choice.without(old, gone.schema()))
                        .declaring());
            }
        }
        for (Place come : branches.come()) {
            if (now.isWrapped() && !isTold(pair.oldTypes(), come, newDocument)) {
                findings.add(Finding.constraint(
                                "alternative-added",
                                come.at(),
                                exclusive ? Effect.EITHER : Effect.WIDENS,
                                "there is one more alternative")
                        .alone(pair, old -> Choice.with(old, keyword, come.schema()))
                        .declaring());
            }
        }
        if (before.isWrapped() && now.isWrapped() && !before.keyword().equals(now.keyword())) {
            findings.add(exclusiveness(pair, keyword));
        }
        return findings;
    }

    private static boolean isTold(Optional<Set<String>> otherTypes, Place branch, SchemaDocument document) {
        Optional<Set<String>> own = Types.of(branch.schema(), document);
        return otherTypes.isPresent() && own.isPresent() && !Types.allIn(own.get(), otherTypes.get());
    }

    private static Finding exclusiveness(SchemaPair pair, String keyword) {
        boolean exclusive = keyword.equals("oneOf");
        return Finding.constraint(
                        "keyword-changed",
                        pair.at(keyword),
                        exclusive ? Effect.NARROWS : Effect.WIDENS,
                        exclusive
                                ? "anyOf became oneOf: a value must not fit two alternatives"
                                : "oneOf became anyOf: a value may fit several alternatives")
                .alone(pair, old -> SchemaPair.rename(old, exclusive ? "anyOf" : "oneOf", keyword));
    }
}
