/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import org.apiguardian.api.API;

/**
 * One thing that a schema demands of values of certain kinds; values of other kinds meet it. Equal demands are met by
 * the same values.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Demand permits ArrayDemand, Combination, NumberDemand, ObjectDemand, TextDemand {

    /** Get the kinds of values that may fail to meet this. */
    Kinds kinds();
}
