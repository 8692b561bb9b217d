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
import dev.mcpjunit.snapshot.SnapshotVerdict.Created;
import dev.mcpjunit.snapshot.SnapshotVerdict.Drifted;
import dev.mcpjunit.snapshot.SnapshotVerdict.Matches;
import dev.mcpjunit.snapshot.SnapshotVerdict.Missing;
import dev.mcpjunit.snapshot.SnapshotVerdict.Moved;
import dev.mcpjunit.snapshot.SnapshotVerdict.OtherClient;
import dev.mcpjunit.snapshot.SnapshotVerdict.Refused;
import dev.mcpjunit.snapshot.SnapshotVerdict.Refused.Purpose;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Updated;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import org.apiguardian.api.API;

/** Compares what a server declares with its snapshot file, or writes the file. */
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
        var check = new SnapshotCheck(received, SnapshotFormat.print(received), pinned, mode, options);
        SnapshotVerdict verdict = check.verdict();
        if (verdict instanceof Matches || verdict instanceof Created || verdict instanceof Updated) {
            copy.delete();
        } else {
            copy.replace(check.receivedText);
        }
        return verdict;
    }

    private SnapshotVerdict verdict() {
        Optional<String> existing = pinned.read();
        if (existing.isPresent()) {
            return mode.isUpdate() ? update(existing.get()) : compare(existing.get());
        }
        if (mode == SnapshotMode.VERIFY) {
            return new Missing();
        }
        DriftReport findings = Drift.inspect(received.catalog(), options);
        if (mode.isUpdate() ? isRefusedByUpdate(findings) : isRefusedAtFirst(findings)) {
            return new Refused(Purpose.CREATE, findings);
        }
        if (pinned.create(receivedText)) {
            return new Created(findings);
        }
        // Another test has just created it.
        return pinned.read().map(this::compare).orElseGet(Missing::new);
    }

    private SnapshotVerdict update(String text) {
        DriftReport changes = changesSince(text);
        if (isRefusedByUpdate(changes)) {
            return new Refused(Purpose.UPDATE, changes);
        }
        return pinned.replace(receivedText) ? new Updated(changes) : new Matches();
    }

    /** What an update accepts; if the old snapshot cannot be compared, what a first snapshot would. */
    private DriftReport changesSince(String text) {
        Optional<Snapshot> old = readable(text).filter(snapshot -> snapshot.catalog()
                .clientCapabilities()
                .equals(received.catalog().clientCapabilities()));
        return old.map(this::compared)
                .orElseGet(() -> Drift.inspect(received.catalog(), options))
                .withoutUnused();
    }

    private static Optional<Snapshot> readable(String text) {
        try {
            return Optional.of(SnapshotFormat.parse(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** An update is a decision of its own, except on what looks like an attack. */
    private boolean isRefusedByUpdate(DriftReport report) {
        return mode == SnapshotMode.UPDATE
                && report.failing().stream().anyMatch(change -> change.levels().contains(Level.SUSPICIOUS));
    }

    /** Nobody has looked at what a first run pins: it fails on what clients reject and on what looks like an attack. */
    private static boolean isRefusedAtFirst(DriftReport report) {
        return report.failing().stream()
                .anyMatch(change -> !Collections.disjoint(change.levels(), Profile.WIRE.failOn()));
    }

    private DriftReport compared(Snapshot old) {
        return Drift.compare(
                old.catalog(), received.catalog(), ImageChanges.changes(old.image(), received.image()), options);
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
        DriftReport report = compared(base);
        if (report.withoutUnused().fails()) {
            return new Drifted(report, baseText, receivedText);
        }
        if (written && baseText.equals(receivedText)) {
            return new Updated(compared(old));
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
