/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A text file that several test JVMs may read and write at once. It is written whole or not at all, and not at all when
 * it would not change.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SnapshotFile(Path path) {

    /** Read the file, if there is one. */
    public Optional<String> read() {
        try {
            // A checkout may have turned the line ends of a text file.
            return Optional.of(Files.readString(path, UTF_8).replace("\r\n", "\n"));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + path + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Write the file if there is none.
     *
     * @return whether it was written; if not, somebody else has written it meanwhile
     */
    public boolean create(String text) {
        return withTemporary(text, temporary -> {
            try {
                // Unlike a move, a link is refused in one step when the file is there.
                Files.createLink(path, temporary);
                return true;
            } catch (FileAlreadyExistsException quicker) {
                return false;
            } catch (UnsupportedOperationException noLinks) {
                Files.move(temporary, path);
                return true;
            }
        });
    }

    /**
     * Replace the file.
     *
     * @return whether it was written; not when it has this text already
     */
    public boolean replace(String text) {
        if (read().filter(text::equals).isPresent()) {
            return false;
        }
        return withTemporary(text, temporary -> {
            try {
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unusual) {
                Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        });
    }

    /** Remove the file, if there is one. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException undeletable) {
            throw new UncheckedIOException("Cannot delete " + path + ": " + undeletable.getMessage(), undeletable);
        }
    }

    private boolean withTemporary(String text, Placement placement) {
        try {
            Path directory = path.toAbsolutePath().resolveSibling("");
            Files.createDirectories(directory);
            // Not createTempFile: its files can be read by nobody else, and this one is to be shared.
            Path temporary = directory.resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(temporary, text, UTF_8, StandardOpenOption.CREATE_NEW);
                return placement.place(temporary);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + path + ": " + unwritable.getMessage(), unwritable);
        }
    }

    private interface Placement {
        boolean place(Path temporary) throws IOException;
    }
}
