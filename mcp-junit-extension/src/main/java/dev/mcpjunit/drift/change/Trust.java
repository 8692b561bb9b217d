/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/**
 * What a change means for the people who approved the earlier declaration. A compatible change can still be an attack.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Trust {
    /** Nothing. */
    NONE,
    /** A text that a model reads, or a fact that a person approved, has changed. */
    REVIEW,
    /** An attacker would make this change to misuse the approval. */
    SUSPICIOUS
}
