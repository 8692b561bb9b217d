/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import dev.mcpjunit.drift.CatalogComparison;
import dev.mcpjunit.drift.Difference;
import dev.mcpjunit.snapshot.SnapshotVerdict.Drifted;
import dev.mcpjunit.snapshot.SnapshotVerdict.Matches;
import dev.mcpjunit.snapshot.SnapshotVerdict.Missing;
import dev.mcpjunit.snapshot.SnapshotVerdict.OtherClient;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Written;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Holds what a server declares against its snapshot file. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SnapshotCheck {

    private SnapshotCheck() {}

    /**
     * Compare or write.
     *
     * @param received what the server declares now
     * @param pinned the snapshot file
     * @param copy where to leave what was received when it does not match
     * @param mode what may be written
     */
    public static SnapshotVerdict check(Snapshot received, SnapshotFile pinned, SnapshotFile copy, SnapshotMode mode) {
        String text = SnapshotFormat.print(received);
        Optional<String> existing = pinned.read();
        if (mode == SnapshotMode.UPDATE) {
            copy.delete();
            return pinned.replace(text) ? new Written(existing.isEmpty()) : new Matches();
        }
        if (existing.isEmpty()) {
            if (mode == SnapshotMode.CREATE_MISSING && pinned.create(text)) {
                copy.delete();
                return new Written(true);
            }
            existing = pinned.read();
        }
        SnapshotVerdict verdict = existing.<SnapshotVerdict>map(old -> compare(old, received, text))
                .orElseGet(Missing::new);
        if (verdict instanceof Matches) {
            copy.delete();
        } else {
            copy.replace(text);
        }
        return verdict;
    }

    private static SnapshotVerdict compare(String pinned, Snapshot received, String text) {
        if (pinned.equals(text)) {
            return new Matches();
        }
        Snapshot old;
        try {
            old = SnapshotFormat.parse(pinned);
        } catch (IllegalArgumentException unreadable) {
            return new Unreadable(String.valueOf(unreadable.getMessage()));
        }
        var pinnedClient = old.catalog().clientCapabilities();
        var client = received.catalog().clientCapabilities();
        if (!pinnedClient.equals(client)) {
            return new OtherClient(pinnedClient, client);
        }
        List<Difference> differences = CatalogComparison.compare(old.catalog(), received.catalog());
        return differences.isEmpty() ? new Matches() : new Drifted(differences, pinned, text);
    }
}
