/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import dev.mcpjunit.internal.base.Folders;
import dev.mcpjunit.server.internal.process.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary folder with the files of a bundle, which only this user can read. It is deleted even if this JVM is
 * killed.
 */
final class UnpackedBundle implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(UnpackedBundle.class.getName());

    private final Path directory;
    private final String guarded;

    private UnpackedBundle(Path directory) {
        this.directory = directory;
        this.guarded = Guard.directory(directory);
    }

    /** Unpack a bundle. Nothing is left if that fails. */
    static UnpackedBundle of(BundleArchive archive) throws IOException {
        var unpacked = new UnpackedBundle(
                Files.createTempDirectory("mcp-junit-bundle-").toRealPath());
        try {
            archive.unpack(unpacked.directory);
            return unpacked;
        } catch (IOException | RuntimeException failure) {
            unpacked.close();
            throw failure;
        }
    }

    Path directory() {
        return directory;
    }

    /** Delete the folder, with what the server has written there. Links are deleted and not followed. */
    @Override
    public void close() {
        if (!Files.exists(directory)) {
            Guard.released(guarded);
            return;
        }
        try {
            Folders.delete(directory);
            Guard.released(guarded);
        } catch (IOException busy) {
            LOG.log(System.Logger.Level.WARNING, "Cannot delete the unpacked bundle at " + directory + ": " + busy);
        }
    }
}
