/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/** Whether all values of one schema are values of another. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Inclusion {

    /** They are: every way to build a value that is not was followed to a contradiction. */
    record Proved() implements Inclusion {}

    /**
     * They are not.
     *
     * @param witness a value of the one schema that is none of the other
     */
    record Refuted(Witness witness) implements Inclusion {}

    /**
     * It is not known: there is neither a proof nor an example.
     *
     * @param reason what stood in the way, as a phrase
     */
    record Undecided(String reason) implements Inclusion {}
}
