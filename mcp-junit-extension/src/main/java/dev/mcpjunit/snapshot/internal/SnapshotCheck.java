/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.model.ImageIdentity;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    private final Secrets secrets;

    private SnapshotCheck(
            Snapshot received,
            String receivedText,
            SnapshotFile pinned,
            SnapshotMode mode,
            DriftOptions options,
            Secrets secrets) {
        this.received = received;
        this.receivedText = receivedText;
        this.pinned = pinned;
        this.mode = mode;
        this.options = options;
        this.secrets = secrets;
    }

    /**
     * The files of a comparison.
     *
     * @param received where to leave what was received when it does not match
     * @param lock a file that all test JVMs lock before they update this snapshot
     */
    public record Files(SnapshotFile pinned, SnapshotFile received, Path lock) {}

    /**
     * Compare or write.
     *
     * @param mode what may be written
     * @param options how to compare, and what fails; acceptances that match no change are for the caller to judge
     */
    public static SnapshotVerdict check(Snapshot received, Files files, SnapshotMode mode, DriftOptions options) {
        return check(received, files, mode, options, Secrets.of(Map.of(), Map.of()));
    }

    /**
     * Compare or write, without the secrets that the server repeats. They are masked on both sides, so that a snapshot
     * holds on a machine with other secrets, and one that has a secret in it from before still matches.
     *
     * @see #check(Snapshot, Files, SnapshotMode, DriftOptions)
     */
    public static SnapshotVerdict check(
            Snapshot received, Files files, SnapshotMode mode, DriftOptions options, Secrets secrets) {
        String plain = SnapshotFormat.print(received);
        String masked = secrets.mask(plain);
        Snapshot shown = masked.equals(plain) ? received : SnapshotFormat.parse(masked);
        var check = new SnapshotCheck(shown, masked, files.pinned(), mode, options, secrets);
        SnapshotVerdict verdict = mode == SnapshotMode.ACCEPT_COMPATIBLE
                ? FileLock.holding(files.lock(), files.pinned().path(), check::verdict)
                : check.verdict();
        if (verdict instanceof Matches || verdict instanceof Created || verdict instanceof Updated) {
            files.received().deleteIfFromEarlierRun();
        } else {
            files.received().replace(check.receivedText);
        }
        return verdict;
    }

    private SnapshotVerdict verdict() {
        FileContent existing = pinned.read();
        if (existing instanceof FileContent.Missing) {
            return mode == SnapshotMode.VERIFY
                    ? new Missing()
                    : refusedFor(Purpose.CREATE).orElseGet(this::create);
        }
        if (mode.isUpdate()) {
            return refusedFor(Purpose.UPDATE)
                    .orElseGet(() -> update(
                            existing instanceof FileContent.Text text ? readable(text.text()) : Optional.empty()));
        }
        return compare(existing);
    }

    /** A pin of tools that the server does not list pins nothing, whatever is written. */
    private Optional<SnapshotVerdict> refusedFor(Purpose purpose) {
        List<String> unknown = Drift.unknownTools(received.catalog(), options);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refused(
                        purpose,
                        new DriftReport(List.of(), List.of(), List.of(), List.of(), List.of(), unknown, List.of())));
    }

    private SnapshotVerdict create() {
        DriftReport findings = Drift.inspect(received.catalog(), written());
        if (mode.isUpdate() ? isRefusedByUpdate(findings) : isRefusedAtFirst(findings)) {
            return new Refused(Purpose.CREATE, findings);
        }
        // If not, another test has just created it.
        return pinned.create(receivedText) ? new Created(findings) : compare(pinned.read());
    }

    private SnapshotVerdict update(Optional<Snapshot> old) {
        DriftReport changes = changesSince(old, written());
        if (isRefusedByUpdate(changes)) {
            return new Refused(Purpose.UPDATE, changes);
        }
        return pinned.replace(receivedText) ? new Updated(changes) : new Matches();
    }

    private SnapshotVerdict compare(FileContent existing) {
        if (existing instanceof FileContent.Text text) {
            return compare(secrets.mask(text.text()));
        }
        if (existing instanceof FileContent.NotText other) {
            return new Unreadable(other.reason());
        }
        return existing instanceof FileContent.NotAFile other ? new Unreadable(other.reason()) : new Missing();
    }

    /** What an update accepts; if the old snapshot cannot be compared, what a first snapshot would. */
    private DriftReport changesSince(Optional<Snapshot> old, DriftOptions how) {
        return old.filter(snapshot -> snapshot.catalog()
                        .clientCapabilities()
                        .equals(received.catalog().clientCapabilities()))
                .map(snapshot -> compared(snapshot, how))
                .orElseGet(() -> Drift.inspect(received.catalog(), how))
                .withoutUnused();
    }

    private Optional<Snapshot> readable(String text) {
        try {
            return Optional.of(SnapshotFormat.parse(secrets.mask(text)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** An update is a decision of its own, except on what looks like an attack. */
    private boolean isRefusedByUpdate(DriftReport report) {
        return mode == SnapshotMode.UPDATE
                && report.failing().stream().anyMatch(change -> change.levels().contains(Level.SUSPICIOUS));
    }

    /**
     * What a first run pins has not been reviewed: it fails on what clients reject and on what looks like an attack.
     */
    private static boolean isRefusedAtFirst(DriftReport report) {
        return report.failing().stream()
                .anyMatch(change -> !Collections.disjoint(change.levels(), Profile.WIRE.failOn()));
    }

    private DriftReport compared(Snapshot old) {
        return compared(old, options);
    }

    private DriftReport compared(Snapshot old, DriftOptions how) {
        return Drift.compare(
                old.catalog(), received.catalog(), ImageChanges.changes(old.image(), received.image()), how);
    }

    /**
     * The whole catalog is written, and other classes read the file: what this pin leaves out, by its tools, its
     * profile or its ignored places, is judged before it is written. Accepted changes have been reviewed.
     */
    private DriftOptions written() {
        return everything().withAccept(options.accept()).withAlsoFailOn(options.failOn());
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
        return same ? new Matches(report.unmatched()) : new Moved(report);
    }

    /** The options of the pin do not count here: what they ignore must not be written to the snapshot. */
    private Snapshot merged(Snapshot old) {
        return SnapshotMerge.of(
                old,
                received,
                Drift.compare(old.catalog(), received.catalog(), everything()).changes());
    }

    private DriftOptions everything() {
        return DriftOptions.of(Profile.AGENT, Clock.systemUTC())
                .withContentModel(options.contentModel())
                .withConventions(options.conventions())
                .withBudget(options.budget());
    }

    /**
     * {@code server.image-changed}: another image than the snapshot was taken from. It is expected to move with each
     * release; whoever wonders why something else moved wants to know.
     */
    private static final class ImageChanges {

        private ImageChanges() {}

        static List<Change> changes(Optional<ImageIdentity> before, Optional<ImageIdentity> now) {
            return before.isEmpty() || now.isEmpty() || before.equals(now)
                    ? List.of()
                    : List.of(Change.of(
                            "server.image-changed",
                            Subject.SERVER,
                            JsonPointer.ROOT.child("image"),
                            Aspect.NOTATION,
                            Compatibility.COSMETIC,
                            Trust.NONE,
                            "the image was " + words(before.get()) + " and is " + words(now.get())));
        }

        private static String words(ImageIdentity image) {
            return image.reference()
                    + image.digest().map(digest -> " (" + digest + ")").orElse("");
        }
    }
}
