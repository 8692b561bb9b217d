/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.cassette.Cassette;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fault.internal.stdio.JvmProgram;
import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.InvalidTranscriptException;
import dev.mcpjunit.transcript.Transcript;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The recording stands in for the server: neither its program nor Docker is started. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Replaying implements CassetteRun {

    private final CassetteFile file;
    private final CassetteSpec spec;
    private final Misses misses = new Misses();

    /** Replay a file. */
    public Replaying(CassetteFile file, CassetteSpec spec) {
        this.file = file;
        this.spec = spec;
    }

    @Override
    public CassetteFile file() {
        return file;
    }

    @Override
    public void begin(String test) {
        misses.begin(test);
    }

    /** What clients asked for that is not in the recording. */
    public Misses misses() {
        return misses;
    }

    /**
     * Read the recording.
     *
     * @throws ServerStartException if it cannot be read
     */
    public Cassette cassette() {
        return new Cassette(transcript(file));
    }

    static Transcript transcript(CassetteFile file) {
        FileContent content = new SnapshotFile(file.path()).read();
        if (content instanceof FileContent.Text text) {
            try {
                Transcript recording = Transcript.parse(file.shown(), text.text());
                Optional<String> damage = DamagedRecording.problem(recording);
                if (damage.isPresent()) {
                    throw new ServerStartException(
                            "Unreadable cassette: " + file.shown() + ". " + damage.get()
                                    + "?\n\n  Record it again with   " + file.refresh(),
                            null);
                }
                return recording;
            } catch (InvalidTranscriptException damaged) {
                throw unreadable(file, String.valueOf(damaged.getMessage()), damaged);
            }
        }
        if (content instanceof FileContent.NotText other) {
            throw unreadable(file, other.reason(), null);
        }
        throw unreadable(
                file, content instanceof FileContent.NotAFile other ? other.reason() : "It does not exist", null);
    }

    private static ServerStartException unreadable(CassetteFile file, String reason, @Nullable Exception cause) {
        return new ServerStartException(
                "Unreadable cassette: " + file.shown() + ". " + reason + ".\n\n  Record it again with   "
                        + file.refresh(),
                cause);
    }

    @Override
    public StartedServer launch(ServerSpec server, Launcher real, Deadline deadline) {
        Tape tape = Tape.of(transcript(file));
        rejectOtherTransport(server, tape);
        Matching matching = Matching.ignoring(spec.volatilePaths(), CassetteMask.of(file.masks()));
        var player = new Player(tape, matching, spec.repeats(), new MissText(server.name(), file, matching), misses);
        if (tape.carrier() != Carrier.STDIO) {
            return new ReplayServer(server.name(), player, server.path());
        }
        JvmProgram program = JvmProgram.start("cassette-" + spec.name(), output -> new StdioReplay(player, output));
        return new StdioServer(server.name(), program.endpoint(), Optional.empty(), program::close);
    }

    private void rejectOtherTransport(ServerSpec server, Tape tape) {
        boolean stdio = tape.carrier() == Carrier.STDIO;
        if (stdio ? server.transport().isHttp() : server.transport() == Transport.STDIO) {
            throw new ServerStartException(
                    "Stale cassette: " + file.shown() + " was recorded over " + (stdio ? "stdio" : "HTTP")
                            + ", and server '" + server.name() + "' is declared with transport = "
                            + server.transport() + ".\n\n  Record again with   " + file.refresh(),
                    null);
        }
    }
}
