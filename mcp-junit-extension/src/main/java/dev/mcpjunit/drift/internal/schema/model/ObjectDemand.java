/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.json.internal.regex.Regex;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** Something demanded of objects. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface ObjectDemand extends Demand {

    @Override
    default Kinds kinds() {
        return Kinds.of(Kind.OBJECT);
    }

    /**
     * To have certain members.
     *
     * @param named what members of a name must be
     * @param patterns what members must be, besides, whose name matches a pattern
     * @param rest what all members must be that are neither named nor matched
     */
    record Members(Map<String, Schema> named, Map<Regex, Schema> patterns, Schema rest) implements ObjectDemand {}

    /**
     * To have so many members.
     *
     * @param count how many there may be
     */
    record MemberCount(Count count) implements ObjectDemand {}

    /** To have members of certain names. */
    record Required(Set<String> names) implements ObjectDemand {}

    /**
     * To have members whose names, as texts, match a schema.
     *
     * @param name what each name must be
     */
    record MemberNames(Schema name) implements ObjectDemand {}
}
