/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/** The severity of a change, worst first: the worse of its compatibility and its trust. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Level {
    /** {@link Compatibility#BREAKING}. */
    BREAKING,
    /** {@link Trust#SUSPICIOUS}. */
    SUSPICIOUS,
    /** {@link Compatibility#INTEROP}. */
    INTEROP,
    /** {@link Compatibility#RISKY}. */
    RISKY,
    /** {@link Trust#REVIEW}. */
    REVIEW,
    /** {@link Compatibility#COMPATIBLE}, and nothing to review. */
    COMPATIBLE,
    /** {@link Compatibility#COSMETIC}, and nothing to review. */
    COSMETIC
}
