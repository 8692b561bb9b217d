/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/** Which part of a declaration changed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Aspect {
    /** What programs rely on: names, schemas, capabilities. */
    CONTRACT,
    /** What the model reads: descriptions, titles, instructions. */
    GUIDANCE,
    /** What people rely on when they approve a tool: hints, {@code _meta}, icons, mirrored headers. */
    AUTHORITY,
    /** How it is written, with the same meaning. */
    NOTATION
}
