/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/** What the change of a schema means for the clients that rely on it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SchemaVerdict {

    /**
     * Each schema accepts all values of the other that count in the {@link ContentModel}; proved in both directions.
     * They mean the same, or differ only in values that are never sent.
     */
    record Equal() implements SchemaVerdict {}

    /** Every client that relies on the old schema works with the new one; proved. */
    record Compatible() implements SchemaVerdict {}

    /**
     * A client or model that relies on the old schema fails with the new one.
     *
     * @param witness for inputs, what was accepted and is now rejected; for outputs, what is possible now and was not
     *     promised
     * @param boundsOnly whether the change would be compatible if it were not for bounds: {@code minimum},
     *     {@code maxLength} and the like
     */
    record Breaking(Witness witness, boolean boundsOnly) implements SchemaVerdict {}

    /**
     * Not decided. Treat it as possibly breaking.
     *
     * @param reason why it is not known, as a phrase
     */
    record Undecided(String reason) implements SchemaVerdict {}
}
