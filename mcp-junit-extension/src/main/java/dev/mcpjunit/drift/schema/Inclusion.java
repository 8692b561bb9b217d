/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/** Whether another schema accepts all values of a schema. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Inclusion {

    /** All of them are: the search for a counterexample ended in contradictions only. */
    record Proved() implements Inclusion {}

    /**
     * Not all of them are.
     *
     * @param witness a value of the first schema that the second rejects
     */
    record Refuted(Witness witness) implements Inclusion {}

    /**
     * Not known: there is neither a proof nor a counterexample.
     *
     * @param reason why it is not known, as a phrase
     */
    record Undecided(String reason) implements Inclusion {}
}
