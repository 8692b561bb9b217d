/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.internal.rules.schema.ValueKeywords.Mark;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code content-encoding-changed}, {@code content-type-changed}: what a string carries. No validator checks it, but
 * plain text where Base64 is expected, or the other way round, is misread. What is only said elsewhere in the schema of
 * the same value is no change.
 */
final class ContentKeywordsChanged implements ValueRule {

    private static final String ENCODING = "contentEncoding";

    private static final String MEDIA_TYPE = "contentMediaType";

    @Override
    public List<Finding> look(Sides sides, Direction direction) {
        var findings = new ArrayList<Finding>();
        for (String keyword : List.of(ENCODING, MEDIA_TYPE)) {
            Map<String, Mark> before = sides.inOld().strings(sides.before(), keyword);
            Map<String, Mark> now = sides.inNew().strings(sides.now(), keyword);
            if (!before.isEmpty() && !now.isEmpty() && !before.keySet().equals(now.keySet())) {
                findings.add(finding(keyword, before, now, direction));
            }
        }
        return findings;
    }

    private static Finding finding(
            String keyword, Map<String, Mark> before, Map<String, Mark> now, Direction direction) {
        Optional<Mark> gone = first(before, now.keySet());
        Optional<Mark> come = first(now, before.keySet());
        if (gone.isEmpty() && come.isEmpty()) {
            // What is new or gone is that nothing is said.
            boolean more = now.size() > before.size();
            gone = more ? first(before, Set.of()) : gone;
            come = more ? come : first(now, Set.of());
        }
        boolean harms = direction == Direction.INPUT
                ? !now.keySet().containsAll(before.keySet())
                : !before.keySet().containsAll(now.keySet());
        Compatibility compatibility;
        if (keyword.equals(ENCODING)) {
            compatibility = harms ? Compatibility.BREAKING : Compatibility.COMPATIBLE;
        } else {
            compatibility = gone.isPresent() ? Compatibility.RISKY : Compatibility.COSMETIC;
        }
        JsonValue old = gone.flatMap(Mark::value).orElse(null);
        JsonValue young = come.flatMap(Mark::value).orElse(null);
        return Finding.note(
                        keyword.equals(ENCODING) ? "content-encoding-changed" : "content-type-changed",
                        come.or(() -> first(before, now.keySet()))
                                .or(() -> first(before, Set.of()))
                                .map(Mark::at)
                                .orElse(JsonPointer.ROOT),
                        compatibility,
                        Aspect.CONTRACT,
                        Trust.REVIEW,
                        AnnotationChanged.words(keyword, old, young))
                .withLongValues(old, young);
    }

    private static Optional<Mark> first(Map<String, Mark> said, Set<String> known) {
        return said.entrySet().stream()
                .filter(each -> !each.getKey().equals(ValueKeywords.PLAIN) && !known.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
