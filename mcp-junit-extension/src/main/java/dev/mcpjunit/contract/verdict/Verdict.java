/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.verdict;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The result of one check of a contract.
 *
 * <pre>{@code
 * Verdict verdict = TimeoutProbe.of(this::connect, timeouts(), endpoint, faults, traffic).givesUpOnAHang();
 * verdict.throwIfFailed();
 * }</pre>
 *
 * @param check the name of the check, for example {@code gives up on a hang}
 * @param status the result
 * @param reason what was seen and what to do next, in whole sentences; empty if the check passed
 * @param timeline what happened, one line per event; empty if nothing did
 * @param exemption why this check may stay inconclusive, as the declaration says; empty if it says nothing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Verdict(String check, Status status, String reason, String timeline, Optional<String> exemption) {

    /**
     * The setting that makes inconclusive checks fail: {@value}, as a system property or as a configuration parameter
     * of JUnit. Its values are {@code auto}, the default, and {@code required}. The environment variable
     * {@code MCP_CONTRACT} is read if neither is set.
     */
    public static final String PROPERTY_NAME = "mcp.contract";

    /** The result of a check. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Status {
        /** The wire has shown that the subject does what it declares. */
        PASSED("Passed"),
        /** The wire has shown that it does not. */
        FAILED("Failed"),
        /** The check applies, but gave no answer. The reason says why, and what helps. */
        INCONCLUSIVE("Inconclusive"),
        /** By what the subject declares, or by its transport, there is nothing to check. */
        NOT_APPLICABLE("Not applicable");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        /** The word that begins a message. */
        String label() {
            return words;
        }
    }

    /** End the reason with a full stop. */
    public Verdict {
        if (!reason.isEmpty() && !reason.endsWith(".") && !reason.endsWith("?")) {
            reason = reason + ".";
        }
    }

    /**
     * Check whether the check passed.
     *
     * @return whether the wire has shown that the subject does what it declares
     */
    public boolean passed() {
        return status == Status.PASSED;
    }

    /**
     * Get the message: {@code Failed: <check>: <reason>}, with the timeline. The same form holds for all contracts, and
     * for {@code Inconclusive} and {@code Not applicable}.
     *
     * @return the message; empty if the check passed; never {@code null}
     */
    public String message() {
        if (passed()) {
            return "";
        }
        String summary = status.label() + ": " + check + ": " + reason;
        return status == Status.NOT_APPLICABLE || timeline.isEmpty() ? summary : summary + "\n\nTimeline:\n" + timeline;
    }

    /**
     * Get what should be corrected although the check passed: an exemption that was not needed. Remove it if the check
     * always passes.
     *
     * @return the notice, in a sentence; empty if there is nothing to correct; never {@code null}
     */
    public Optional<String> notice() {
        return exemption
                .filter(reason -> passed())
                .map(reason ->
                        "The exemption of '" + check + "' was not needed: the check passed. Remove it, unless the"
                                + " check passes only sometimes. Its reason was: " + reason);
    }

    /**
     * Throw if the check failed. For tests without the test interfaces. Inconclusive and inapplicable checks do not
     * throw; look at {@link #status()}.
     *
     * @return this; never {@code null}
     * @throws AssertionError if the check failed
     */
    public Verdict throwIfFailed() {
        if (status == Status.FAILED) {
            throw new AssertionError(message());
        }
        return this;
    }

    /** Return the message, or the name of the check if it passed. */
    @Override
    public String toString() {
        return passed() ? status.label() + ": " + check : message();
    }
}
