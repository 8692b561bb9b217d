/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.ProcessLauncher;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Unpacks a bundle into a temporary folder, starts its server there, and deletes the folder at the end. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BundleLauncher implements Launcher {

    private final ServerSource.Bundle source;

    /** Make a launcher. */
    public BundleLauncher(ServerSource.Bundle source) {
        this.source = source;
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        UnpackedBundle unpacked = unpack(spec.name());
        try {
            String folder = unpacked.directory().toString();
            List<String> words = source.words().stream()
                    .map(word -> word.replace(BundleArchive.FOLDER, folder))
                    .toList();
            Map<String, String> environment = new LinkedHashMap<>(spec.env());
            environment.replaceAll((name, value) -> value.replace(BundleArchive.FOLDER, folder));
            return new ProcessLauncher(new ServerSource.Command(words, unpacked.directory()), unpacked::close)
                    .launch(spec.withEnv(environment), deadline);
        } catch (RuntimeException failure) {
            unpacked.close();
            throw failure;
        }
    }

    private UnpackedBundle unpack(String server) {
        try {
            BundleArchive archive = BundleArchive.read(source.archive());
            if (!archive.sha256().equals(source.sha256())) {
                throw failed(server, "the file has changed since it was checked", null);
            }
            return UnpackedBundle.of(archive);
        } catch (InvalidBundleException | IOException failure) {
            throw failed(server, String.valueOf(failure.getMessage()), failure);
        }
    }

    private ServerStartException failed(String server, String reason, @Nullable Exception cause) {
        return new ServerStartException(
                "Server '" + server + "' cannot be started: its bundle " + source.archive() + " cannot be unpacked: "
                        + reason + ".",
                cause);
    }
}
