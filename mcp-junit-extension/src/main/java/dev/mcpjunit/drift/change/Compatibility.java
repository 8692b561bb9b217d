/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/** What a change means for programs that rely on what was declared before. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Compatibility {
    /** Something that worked before fails now. */
    BREAKING,
    /** Some clients, because of their strictness or dialect, stop working. */
    INTEROP,
    /** It may break a client, or it is not known whether it does. */
    RISKY,
    /** No client breaks. */
    COMPATIBLE,
    /** No program sees the difference. */
    COSMETIC
}
