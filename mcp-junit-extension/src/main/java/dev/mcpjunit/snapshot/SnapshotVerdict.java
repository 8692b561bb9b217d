/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.PointerPattern;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import org.apiguardian.api.API;

/** The result of comparing a server with its snapshot. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SnapshotVerdict {

    /**
     * The server declares what is pinned, apart from notation.
     *
     * @param unmatched the ignored places that neither catalog has
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Matches(List<PointerPattern> unmatched) implements SnapshotVerdict {

        /** Copy the list. */
        public Matches {
            unmatched = List.copyOf(unmatched);
        }

        /** All ignored places are there. */
        public Matches() {
            this(List.of());
        }
    }

    /**
     * There was no snapshot: it was created.
     *
     * @param findings what was found in the catalog, none of which fails
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Created(DriftReport findings) implements SnapshotVerdict {}

    /**
     * The snapshot was updated: it now has what the server declares.
     *
     * @param accepted what changed, and so was accepted
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Updated(DriftReport accepted) implements SnapshotVerdict {}

    /**
     * The snapshot was not written, because what the server declares must be reviewed first.
     *
     * @param purpose why it would have been written
     * @param report what was found
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Refused(Purpose purpose, DriftReport report) implements SnapshotVerdict {

        /** Why a snapshot would have been written. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum Purpose {
            /** There is none. */
            CREATE,
            /** There is an older one. */
            UPDATE
        }

        /**
         * Check whether anything looks like an attack.
         *
         * @return whether a finding is {@link Level#SUSPICIOUS}
         */
        public boolean isSuspicious() {
            return report.failing().stream()
                    .anyMatch(finding -> finding.levels().contains(Level.SUSPICIOUS));
        }
    }

    /** There is no snapshot, and none may be written. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Missing() implements SnapshotVerdict {}

    /**
     * The file cannot be read as a snapshot.
     *
     * @param reason why not, as a sentence without its period
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Unreadable(String reason) implements SnapshotVerdict {}

    /**
     * The snapshot was taken by a client with other capabilities. The two cannot be compared.
     *
     * @param pinned the capabilities of the client that took the snapshot
     * @param now the capabilities of the client of this test
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record OtherClient(JsonObject pinned, JsonObject now) implements SnapshotVerdict {}

    /**
     * The server declares something other than what is pinned, and none of the changes fails.
     *
     * @param report what changed
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Moved(DriftReport report) implements SnapshotVerdict {}

    /**
     * The server no longer honors what is pinned, or the options of the pin are out of date.
     *
     * @param report what changed
     * @param pinned the text of the snapshot
     * @param received the text that an update would write
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Drifted(DriftReport report, String pinned, String received) implements SnapshotVerdict {}
}
