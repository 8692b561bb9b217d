/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.json.internal.regex.Regex;
import org.apiguardian.api.API;

/** Something demanded of strings. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface TextDemand extends Demand {

    @Override
    default Kinds kinds() {
        return Kinds.of(Kind.STRING);
    }

    /**
     * To be of some length.
     *
     * @param count how many code points there may be
     */
    record Length(Count count) implements TextDemand {}

    /** To be a text in which a pattern occurs. */
    record Matches(Regex pattern) implements TextDemand {}
}
