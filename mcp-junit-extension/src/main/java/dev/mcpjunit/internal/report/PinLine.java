/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.report.DriftJson;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The line of a comparison of a server with its snapshot.
 *
 * @param server the server's name
 * @param testClass the class that pins it
 * @param verdict whether the server honors its snapshot
 * @param words the verdict in a few words
 * @param file the snapshot file
 * @param report the changes; empty if there are none to report
 * @param places where the changes are in the snapshot file; empty if that is unknown
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PinLine(
        String server,
        String testClass,
        Verdict verdict,
        String words,
        String file,
        Optional<DriftReport> report,
        Optional<SnapshotPlaces> places) {

    private PinLine(
            String server, String testClass, Verdict verdict, String words, String file, Optional<DriftReport> report) {
        this(server, testClass, verdict, words, file, report, Optional.empty());
    }

    /** Add where the changes are in a file. */
    public PinLine in(String uri, String text) {
        return new PinLine(
                server,
                testClass,
                verdict,
                words,
                file,
                report,
                report.map(changes -> SnapshotPlaces.of(uri, text, changes)));
    }

    /** The verdict of a comparison. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public enum Verdict {
        /** The server honors its snapshot. */
        PASSED,
        /**
         * It does, and there is something to read: changes that harm no client, or a snapshot that was just written.
         */
        NOTICE,
        /** It does not, or the comparison was impossible. */
        FAILED
    }

    /** The line of a comparison. */
    public static PinLine of(String server, String testClass, String file, SnapshotVerdict verdict) {
        if (verdict instanceof SnapshotVerdict.Matches) {
            return new PinLine(server, testClass, Verdict.PASSED, "unchanged", file, Optional.empty());
        }
        if (verdict instanceof SnapshotVerdict.Moved moved) {
            String words = moved.report().hasUnusedBreaks() ? "changes that are not used" : "compatible changes";
            return new PinLine(server, testClass, Verdict.NOTICE, words, file, Optional.of(moved.report()));
        }
        if (verdict instanceof SnapshotVerdict.Created created) {
            return new PinLine(server, testClass, Verdict.NOTICE, "created", file, Optional.of(created.findings()));
        }
        if (verdict instanceof SnapshotVerdict.Updated updated) {
            return new PinLine(server, testClass, Verdict.NOTICE, "updated", file, Optional.of(updated.accepted()));
        }
        if (verdict instanceof SnapshotVerdict.Drifted drifted) {
            return new PinLine(server, testClass, Verdict.FAILED, "schema drift", file, Optional.of(drifted.report()));
        }
        if (verdict instanceof SnapshotVerdict.Refused refused) {
            return new PinLine(
                    server, testClass, Verdict.FAILED, "must be reviewed", file, Optional.of(refused.report()));
        }
        String words = verdict instanceof SnapshotVerdict.Missing
                ? "no snapshot"
                : verdict instanceof SnapshotVerdict.Unreadable ? "unreadable snapshot" : "not comparable";
        return new PinLine(server, testClass, Verdict.FAILED, words, file, Optional.empty());
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("kind", "pin")
                .put("name", server)
                .put("class", testClass)
                .put("verdict", verdict.name().toLowerCase(Locale.ROOT))
                .put("words", words)
                .put("file", Secrets.maskKnown(file))
                .putIfPresent("uri", places.map(SnapshotPlaces::uri))
                .putIfPresent("places", places.map(SnapshotPlaces::positions))
                .putIfPresent("report", report.map(DriftReport::withoutUnused).map(DriftJson::of))
                .build();
    }
}
