/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.internal.base.FileContent;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/** Catalogs in the form in which a snapshot has them, so that both sides of a comparison are read in the same way. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PinnedCatalog {

    private PinnedCatalog() {}

    /**
     * Read the catalog that is pinned.
     *
     * @return the catalog; empty if there is no file, or none that is a snapshot, which the check of the pin reports
     */
    public static Optional<Catalog> read(Path file, Secrets secrets) {
        if (!(new SnapshotFile(file).read() instanceof FileContent.Text content)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SnapshotFormat.parse(secrets.mask(content.text())).catalog());
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** A catalog without the secrets that the server repeats, as a snapshot would have it. */
    public static Catalog masked(Catalog catalog, Secrets secrets) {
        String plain = SnapshotFormat.print(new Snapshot(catalog, Optional.empty()));
        String masked = secrets.mask(plain);
        return masked.equals(plain) ? catalog : SnapshotFormat.parse(masked).catalog();
    }
}
