/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.internal.text.Similarity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;

/** The ids of all rules. They are stable: acceptances and reports name them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Rules {

    private static final String SCHEMA = """
            property-added required-property-added required-with-default property-removed property-became-required
            property-became-optional type-narrowed type-widened type-changed enum-added enum-removed enum-value-added
            enum-value-removed bound-tightened bound-loosened bound-changed pattern-added pattern-changed
            pattern-removed format-changed closed opened additional-properties-changed alternative-added
            alternative-removed condition-added condition-removed keyword-changed content-encoding-changed
            content-type-changed nullable-changed annotation-changed default-added default-changed
            default-removed deprecated description-changed description-suspicious title-changed title-suspicious
            examples-changed examples-suspicious text-suspicious external-reference collapsed not-an-object dialect-changed
            schema-added schema-invalid schema-narrowed schema-widened undecided notation safe-integer-bounds""";

    private static final String DESCRIBED = """
            added removed description-changed description-suspicious title-changed title-suspicious
            text-suspicious meta-changed icons-changed field-changed""";

    private static final String LISTED =
            "duplicate media-type name-changed name-suspicious size-changed annotations-changed";

    private static final SortedSet<String> ALL = Collections.unmodifiableSortedSet(collected());

    private Rules() {}

    private static SortedSet<String> collected() {
        var ids = new TreeSet<String>();
        add(ids, "input", SCHEMA, "schema-missing mirrored-header header-invalid property-shadows");
        add(ids, "output", SCHEMA, "schema-removed");
        add(ids, "tool", DESCRIBED, """
                duplicate-name shadows shape-refused read-only-hint destructive-hint idempotent-hint open-world-hint
                annotations-added annotations-removed annotation-changed task-support""");
        add(ids, "prompt", DESCRIBED, """
                duplicate-name argument-added argument-removed argument-became-required argument-became-optional
                argument-order""");
        add(ids, "resource", DESCRIBED, LISTED);
        add(ids, "template", DESCRIBED, LISTED, "variable-added");
        add(ids, "server", """
                capability-added capability-removed capability-changed instructions-changed instructions-suspicious text-suspicious
                name-changed version-changed info-changed protocol-changed image-changed""");
        return ids;
    }

    private static void add(SortedSet<String> ids, String prefix, String... names) {
        Arrays.stream(names)
                .flatMap(some -> Arrays.stream(some.split("\\s+", -1)))
                .forEach(name -> ids.add(prefix + "." + name));
    }

    /**
     * Get all ids.
     *
     * @return the ids, sorted; never {@code null}
     */
    public static SortedSet<String> all() {
        return ALL;
    }

    /**
     * Find the rule whose id is most like an unknown id.
     *
     * @param id the id as it was written
     * @return that id; empty if none is similar
     */
    public static Optional<String> nearest(String id) {
        return Similarity.nearest(id, List.copyOf(ALL));
    }
}
