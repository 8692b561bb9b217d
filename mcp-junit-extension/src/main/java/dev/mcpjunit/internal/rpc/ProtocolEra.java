/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.model.ProtocolRevision;
import org.apiguardian.api.API;

/** The two eras of the protocol. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ProtocolEra {
    /** An {@code initialize} handshake, then a session: 2024-11-05 to 2025-11-25. */
    HANDSHAKE,
    /** Every request stands for itself: since 2026-07-28. */
    STATELESS;

    /** Get the era of a revision. */
    public static ProtocolEra of(ProtocolRevision revision) {
        return revision.isStateless() ? STATELESS : HANDSHAKE;
    }
}
