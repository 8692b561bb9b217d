/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.SnapshotVerdict.Drifted;
import dev.mcpjunit.snapshot.SnapshotVerdict.Matches;
import dev.mcpjunit.snapshot.SnapshotVerdict.Missing;
import dev.mcpjunit.snapshot.SnapshotVerdict.Moved;
import dev.mcpjunit.snapshot.SnapshotVerdict.OtherClient;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Written;
import dev.mcpjunit.snapshot.SnapshotVerdict.Written.How;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.time.Clock;
import java.util.Optional;
import org.apiguardian.api.API;

/** Holds what a server declares against its snapshot file. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SnapshotCheck {

    private final Snapshot received;
    private final String receivedText;
    private final SnapshotFile pinned;
    private final SnapshotMode mode;
    private final DriftOptions options;

    private SnapshotCheck(
            Snapshot received, String receivedText, SnapshotFile pinned, SnapshotMode mode, DriftOptions options) {
        this.received = received;
        this.receivedText = receivedText;
        this.pinned = pinned;
        this.mode = mode;
        this.options = options;
    }

    /**
     * Compare or write.
     *
     * @param received what the server declares now
     * @param pinned the snapshot file
     * @param copy where to leave what was received when it does not match
     * @param mode what may be written
     * @param options how to compare, and what fails; acceptances that meet no change are for the caller to judge
     * @return what came of it; never {@code null}
     */
    public static SnapshotVerdict check(
            Snapshot received, SnapshotFile pinned, SnapshotFile copy, SnapshotMode mode, DriftOptions options) {
        String text = SnapshotFormat.print(received);
        Optional<String> existing = pinned.read();
        if (mode == SnapshotMode.UPDATE) {
            copy.delete();
            return pinned.replace(text) ? new Written(existing.isEmpty() ? How.CREATED : How.UPDATED) : new Matches();
        }
        if (existing.isEmpty()) {
            if (mode != SnapshotMode.VERIFY && pinned.create(text)) {
                copy.delete();
                return new Written(How.CREATED);
            }
            existing = pinned.read();
        }
        SnapshotVerdict verdict = existing.<SnapshotVerdict>map(
                        old -> new SnapshotCheck(received, text, pinned, mode, options).compare(old))
                .orElseGet(Missing::new);
        if (verdict instanceof Matches || verdict instanceof Written) {
            copy.delete();
        } else {
            copy.replace(text);
        }
        return verdict;
    }

    private SnapshotVerdict compare(String text) {
        Snapshot old;
        try {
            old = SnapshotFormat.parse(text);
        } catch (IllegalArgumentException unreadable) {
            return new Unreadable(String.valueOf(unreadable.getMessage()));
        }
        var pinnedClient = old.catalog().clientCapabilities();
        var client = received.catalog().clientCapabilities();
        if (!pinnedClient.equals(client)) {
            return new OtherClient(pinnedClient, client);
        }
        boolean moving = mode == SnapshotMode.ACCEPT_COMPATIBLE;
        Snapshot base = moving ? merged(old) : old;
        String baseText = moving ? SnapshotFormat.print(base) : text;
        boolean written = moving && pinned.replace(baseText);
        DriftReport report = Drift.compare(
                base.catalog(), received.catalog(), ImageChanges.changes(base.image(), received.image()), options);
        if (report.withoutUnused().fails()) {
            return new Drifted(report, baseText, receivedText);
        }
        if (written && baseText.equals(receivedText)) {
            return new Written(How.UPDATED);
        }
        boolean same = report.changes().stream().allMatch(change -> change.level() == Level.COSMETIC);
        return same ? new Matches() : new Moved(report);
    }

    /** What is not looked at is not judged, and what is not judged is not written down. */
    private Snapshot merged(Snapshot old) {
        DriftOptions everything = DriftOptions.of(Profile.AGENT, Clock.systemUTC())
                .withContentModel(options.contentModel())
                .withConventions(options.conventions())
                .withBudget(options.budget());
        return SnapshotMerge.of(
                old,
                received,
                Drift.compare(old.catalog(), received.catalog(), everything).changes());
    }
}
