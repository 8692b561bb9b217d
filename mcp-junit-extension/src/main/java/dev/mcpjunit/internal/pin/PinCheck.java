/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.drift.Acceptance;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.internal.SnapshotCheck;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/**
 * Compares servers with their snapshot files.
 *
 * @param mode what may be written
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PinCheck(Class<?> testClass, ProjectFiles files, SnapshotMode mode, Observer observer) {

    /** The name under which notices have always been logged. */
    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.PinnedSchema");

    /** Receives the verdict of each comparison, before anything is thrown. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    @FunctionalInterface
    public interface Observer {
        /** A server was compared with its snapshot. */
        void compared(PinnedServer server, SnapshotVerdict verdict);
    }

    /**
     * A server and its snapshot file.
     *
     * @param conventions what is known about how it is reached
     * @param secrets what it was given and must not be written
     */
    public record PinnedServer(
            String name, Path file, Snapshot received, Set<Convention> conventions, Secrets secrets) {}

    /** For how many servers the acceptances and the ignored places of a pin are. */
    public enum Acceptances {
        /** For this server only: its report lists those that matched no change. */
        OF_ONE_SERVER,
        /** For several servers: an acceptance that matches no change here may match one of another server. */
        OF_SEVERAL_SERVERS
    }

    /**
     * Compare a server with its snapshot, or write the snapshot, as the mode says.
     *
     * @param options how to compare, and what fails
     * @throws AssertionFailedError if the server does not honor its snapshot
     */
    public List<Acceptance> check(PinnedServer server, DriftOptions options, Acceptances acceptances) {
        var received = new SnapshotFile(files.received(testClass, server.file()));
        return report(server, received, compare(server, received, options), options, acceptances);
    }

    /**
     * Compare a server again, and report only what an earlier comparison has not reported.
     *
     * @param earlier the verdict of the last comparison
     * @throws AssertionFailedError if the server does not honor its snapshot
     */
    public void checkAgain(PinnedServer server, DriftOptions options, Optional<SnapshotVerdict> earlier) {
        var received = new SnapshotFile(files.received(testClass, server.file()));
        SnapshotVerdict verdict = compare(server, received, options);
        if (earlier.filter(before -> saysNothingNew(verdict, before)).isEmpty()) {
            report(server, received, verdict, options, Acceptances.OF_SEVERAL_SERVERS);
        }
    }

    private static boolean saysNothingNew(SnapshotVerdict verdict, SnapshotVerdict before) {
        if (verdict instanceof SnapshotVerdict.Moved moved) {
            return before instanceof SnapshotVerdict.Moved known
                    && known.report().changes().equals(moved.report().changes());
        }
        return verdict instanceof SnapshotVerdict.Matches && !(before instanceof SnapshotVerdict.Moved);
    }

    private List<Acceptance> report(
            PinnedServer server,
            SnapshotFile received,
            SnapshotVerdict verdict,
            DriftOptions options,
            Acceptances acceptances) {
        observer.compared(server, verdict);
        var report = new PinReport(server.name(), testClass, files, server.file(), received.path());
        report.leaveJson(verdict);
        boolean listsUnused = acceptances == Acceptances.OF_ONE_SERVER;
        report.failure(listsUnused ? verdict : withoutUnused(verdict)).ifPresent(failure -> {
            throw failure;
        });
        report.notice(listsUnused ? verdict : withoutUnmatched(verdict))
                .ifPresent(notice -> LOG.log(System.Logger.Level.INFO, notice));
        if (verdict instanceof SnapshotVerdict.Moved moved) {
            return moved.report().unused();
        }
        return verdict instanceof SnapshotVerdict.Matches && !mode.isUpdate() ? options.accept() : List.of();
    }

    // The progress is closed when the wait ends, and has no other use.
    @SuppressWarnings("try")
    private SnapshotVerdict compare(PinnedServer server, SnapshotFile received, DriftOptions options) {
        try (var unused = Progress.begin(elapsed -> "Server '" + server.name() + "': comparing with its snapshot for "
                + Durations.print(elapsed) + ". Still searching for witnesses.")) {
            return SnapshotCheck.check(
                    server.received(),
                    new SnapshotCheck.Files(new SnapshotFile(server.file()), received, files.lock(server.file())),
                    mode,
                    options.withConventions(union(options.conventions(), server.conventions())),
                    server.secrets());
        }
    }

    private static Set<Convention> union(Set<Convention> some, Set<Convention> others) {
        Set<Convention> all = EnumSet.noneOf(Convention.class);
        all.addAll(some);
        all.addAll(others);
        return all;
    }

    private static SnapshotVerdict withoutUnused(SnapshotVerdict verdict) {
        return verdict instanceof SnapshotVerdict.Drifted drift
                ? new SnapshotVerdict.Drifted(
                        drift.report().withoutUnused().withoutUnmatched(), drift.pinned(), drift.received())
                : verdict;
    }

    private static SnapshotVerdict withoutUnmatched(SnapshotVerdict verdict) {
        if (verdict instanceof SnapshotVerdict.Moved moved) {
            return new SnapshotVerdict.Moved(moved.report().withoutUnmatched());
        }
        return verdict instanceof SnapshotVerdict.Matches ? new SnapshotVerdict.Matches() : verdict;
    }
}
