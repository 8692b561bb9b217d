/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** The result of comparing a server with its snapshot. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SnapshotVerdict {

    /** The server declares what is pinned, apart from notation. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Matches() implements SnapshotVerdict {}

    /**
     * The snapshot was written, and now holds what the server declares.
     *
     * @param how whether there was a snapshot before
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Written(How how) implements SnapshotVerdict {

        /** How a snapshot was written. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.1")
        public enum How {
            /** There was no snapshot before. */
            CREATED,
            /** An existing snapshot was replaced. */
            UPDATED
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
