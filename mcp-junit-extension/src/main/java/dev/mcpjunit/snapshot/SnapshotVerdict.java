/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/** What came out of holding a server against its snapshot. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SnapshotVerdict {

    /** The server declares what is pinned, perhaps in another notation. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Matches() implements SnapshotVerdict {}

    /**
     * There was no snapshot, or it was to be updated: it now has what the server declares.
     *
     * @param created whether there was none before
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Written(boolean created) implements SnapshotVerdict {}

    /** There is no snapshot, and none may be written. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Missing() implements SnapshotVerdict {}

    /**
     * The file is no snapshot.
     *
     * @param reason why not
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Unreadable(String reason) implements SnapshotVerdict {}

    /**
     * The snapshot was taken with other client capabilities, so that the two say nothing about each other.
     *
     * @param pinned what the client declared then
     * @param now what it declares now
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record OtherClient(JsonObject pinned, JsonObject now) implements SnapshotVerdict {}

    /**
     * The server declares something else than what is pinned, and none of it fails.
     *
     * @param report what changed
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Moved(DriftReport report) implements SnapshotVerdict {}

    /**
     * The server does not honour what is pinned, or the pin itself is in need of care.
     *
     * @param report what changed
     * @param pinned the text of the snapshot
     * @param received what the text would be now
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Drifted(DriftReport report, String pinned, String received) implements SnapshotVerdict {}
}
