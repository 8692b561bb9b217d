/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/**
 * What a change means for those who approved what was declared before: a change can be additive and still be a trap.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Trust {
    /** Nothing. */
    NONE,
    /** What a model reads or a person approves is not what it was. */
    REVIEW,
    /** It is what an attacker would change to misuse the approval. */
    SUSPICIOUS
}
