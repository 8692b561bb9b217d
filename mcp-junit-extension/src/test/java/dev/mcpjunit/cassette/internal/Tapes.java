/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Servers that are recorded to a file, and servers that are replayed from it. */
final class Tapes {

    private Tapes() {}

    static CassetteFile file(Path path) {
        return new CassetteFile(path, String.valueOf(path.getFileName()), "mvn test -Dmcp.cassette=refresh", List.of());
    }

    /** The real server, recorded. */
    static ServerHandle recorded(Path file, ServerSpec real) {
        return new ServerHandle(
                real,
                ServerTape.OFF,
                Optional.of(new Recording(file(file), Recording.Target.ANY_FILE, Clock.systemUTC())));
    }

    /** What stands in for it: its program does not exist. */
    static ServerHandle replayed(Path file, ServerSpec real, CassetteSpec cassette) {
        return new ServerHandle(absent(real), ServerTape.OFF, Optional.of(new Replaying(file(file), cassette)));
    }

    static ServerHandle replayed(Path file, ServerSpec real) {
        return replayed(file, real, CassetteSpec.named("tape"));
    }

    private static ServerSpec absent(ServerSpec real) {
        return new ServerSpecBuilder(
                        ServerSpec.command("no-such-program-anywhere").build().source())
                .name(real.name())
                .transport(real.transport())
                .path(real.path())
                .clientCapabilities(real.clientCapabilities())
                .protocol(real.protocol().text())
                .build();
    }

    /** What a replayed server was asked for without having it. */
    static Misses misses(ServerHandle replayed) {
        return ((Replaying) replayed.cassette().orElseThrow()).misses();
    }
}
