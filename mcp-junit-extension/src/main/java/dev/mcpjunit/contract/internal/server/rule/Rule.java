/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.rule;

import dev.mcpjunit.model.ProtocolRevision;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A rule that servers are held to, and where it comes from.
 *
 * @param statement what must be so, as a sentence
 * @param handshake where the revisions with a handshake say so, as of the last of them
 * @param advice what to do about a violation
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Rule(
        String statement,
        @Nullable Section handshake,
        @Nullable Section stateless,
        String advice) {

    private static final ProtocolRevision HANDSHAKE = ProtocolRevision.HANDSHAKE_REVISIONS.get(0);
    private static final ProtocolRevision STATELESS = ProtocolRevision.STATELESS_REVISIONS.get(0);
    private static final String PAGES = "https://modelcontextprotocol.io/specification/";

    /** How binding a rule is. */
    public enum Level {
        MUST("MUST"),
        SHOULD("SHOULD"),
        /** The specification lets the other side do what only works when this holds. */
        IMPLIED("follows from"),
        /** Beyond the specification. */
        GOOD_PRACTICE("good practice, beyond");

        private final String words;

        Level(String words) {
            this.words = words;
        }
    }

    /**
     * A section of the specification.
     *
     * @param page the page and its section, as in its address; a whole address for an extension
     */
    public record Section(Level level, String page) {}

    public static Section must(String page) {
        return new Section(Level.MUST, page);
    }

    public static Section should(String page) {
        return new Section(Level.SHOULD, page);
    }

    public static Section implied(String page) {
        return new Section(Level.IMPLIED, page);
    }

    public static Section goodPractice(String page) {
        return new Section(Level.GOOD_PRACTICE, page);
    }

    /** Extensions have pages elsewhere. */
    private static String address(String page, ProtocolRevision revision) {
        return page.startsWith("https://") ? page : PAGES + revision + "/" + page;
    }

    /** Where a revision says so, with the level and the address; empty if it does not. */
    public Optional<String> citation(ProtocolRevision revision) {
        boolean isStateless = revision.isStateless();
        Section section = isStateless ? stateless : handshake;
        return Optional.ofNullable(section)
                .map(found ->
                        found.level().words + " (" + address(found.page(), isStateless ? STATELESS : HANDSHAKE) + ")");
    }
}
