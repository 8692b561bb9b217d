/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Which revisions of the protocol a connection may speak.
 *
 * @param text {@code AUTO}, {@code LEGACY}, {@code MODERN} or a revision such as {@code 2025-06-18}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProtocolChoice(String text) {

    /** Ask the server: the stateless era if the server speaks it, else the handshake era. */
    public static final ProtocolChoice AUTO = new ProtocolChoice("AUTO");

    /** The handshake era only: revisions 2024-11-05 to 2025-11-25. */
    public static final ProtocolChoice LEGACY = new ProtocolChoice("LEGACY");

    /** The stateless era only: revision 2026-07-28. */
    public static final ProtocolChoice MODERN = new ProtocolChoice("MODERN");

    /**
     * Check the text.
     *
     * @throws IllegalArgumentException if it is neither an era nor a revision that this release speaks
     */
    public ProtocolChoice {
        text = text.strip().toUpperCase(Locale.ROOT);
        if (Stream.of("AUTO", "LEGACY", "MODERN").noneMatch(text::equals) && !isKnown(text)) {
            throw new IllegalArgumentException("protocol = \"" + text
                    + "\" is no protocol that this release speaks. Use AUTO, LEGACY, MODERN or one of "
                    + String.join(", ", revisions().map(ProtocolRevision::date).toList()));
        }
    }

    private static Stream<ProtocolRevision> revisions() {
        return Stream.of(ProtocolRevision.STATELESS_REVISIONS, ProtocolRevision.HANDSHAKE_REVISIONS)
                .flatMap(List::stream);
    }

    private static boolean isKnown(String date) {
        return revisions().anyMatch(revision -> revision.date().equals(date));
    }

    /**
     * Get the revisions that may be agreed on in a handshake.
     *
     * @return the revisions, newest first; empty if the handshake era is excluded
     */
    public List<ProtocolRevision> handshakeRevisions() {
        return chosen(ProtocolRevision.HANDSHAKE_REVISIONS, "LEGACY");
    }

    /**
     * Get the revisions that may be spoken without a handshake.
     *
     * @return the revisions, newest first; empty if the stateless era is excluded
     */
    public List<ProtocolRevision> statelessRevisions() {
        return chosen(ProtocolRevision.STATELESS_REVISIONS, "MODERN");
    }

    /**
     * Narrow the choice to the era of a revision that a server has been found to speak.
     *
     * @param spoken the revision
     * @return the narrower choice; never {@code null}
     */
    public ProtocolChoice inEraOf(ProtocolRevision spoken) {
        if (!equals(AUTO)) {
            return this;
        }
        return spoken.isStateless() ? MODERN : LEGACY;
    }

    private List<ProtocolRevision> chosen(List<ProtocolRevision> ofEra, String era) {
        return text.equals("AUTO") || text.equals(era)
                ? ofEra
                : ofEra.stream()
                        .filter(revision -> revision.date().equals(text))
                        .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
