/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A revision of the Model Context Protocol, named by its date.
 *
 * @param date for example {@code 2025-11-25}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProtocolRevision(String date) implements Comparable<ProtocolRevision> {

    /** The stateless revisions, newest first: they have no handshake and no session. */
    public static final List<ProtocolRevision> STATELESS_REVISIONS = List.of(new ProtocolRevision("2026-07-28"));

    /** The revisions with an {@code initialize} handshake, newest first. */
    public static final List<ProtocolRevision> HANDSHAKE_REVISIONS = List.of(
            new ProtocolRevision("2025-11-25"),
            new ProtocolRevision("2025-06-18"),
            new ProtocolRevision("2025-03-26"),
            new ProtocolRevision("2024-11-05"));

    /**
     * Check whether this revision is stateless: it has no handshake and no session.
     *
     * @return whether this is 2026-07-28 or a later revision
     */
    public boolean isStateless() {
        return compareTo(STATELESS_REVISIONS.get(STATELESS_REVISIONS.size() - 1)) >= 0;
    }

    /**
     * Compare by date.
     *
     * @param other the other revision
     * @return negative when this one is older
     */
    @Override
    public int compareTo(ProtocolRevision other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date;
    }
}
