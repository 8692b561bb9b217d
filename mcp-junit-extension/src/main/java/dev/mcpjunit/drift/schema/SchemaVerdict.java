/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/** What the change of a schema means for those who rely on it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SchemaVerdict {

    /**
     * Each schema accepts all values of the other that count in the {@link ContentModel}; proved in both directions. So
     * they say the same in other words, or differ only in what is never sent.
     */
    record Equal() implements SchemaVerdict {}

    /** Whoever relies on the old schema gets along with the new one; proved. */
    record Compatible() implements SchemaVerdict {}

    /**
     * A client or model that relies on the old schema breaks with the new one.
     *
     * @param witness for inputs, what was accepted and is now rejected; for outputs, what may come now and was not
     *     promised
     * @param boundsOnly whether the change would be compatible if it were not for bounds: {@code minimum},
     *     {@code maxLength} and the like
     */
    record Breaking(Witness witness, boolean boundsOnly) implements SchemaVerdict {}

    /**
     * Undecided; treat it as if it might break.
     *
     * @param reason what stood in the way, as a phrase
     */
    record Undecided(String reason) implements SchemaVerdict {}
}
