/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.internal.base.FileContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A text file that several test JVMs may read and write concurrently. It is written whole or not at all, and not at all
 * when it would not change. A symbolic link is followed: the file it points to is written, and the link stays.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SnapshotFile(Path path) {

    private static final int MOST_LINKS = 40;

    /** Read the file. */
    public FileContent read() {
        try {
            return FileContent.of(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + path + ": " + reason(unreadable), unreadable);
        }
    }

    /**
     * Write the file if there is none.
     *
     * @return whether it was written; if not, another thread or JVM has written it meanwhile
     */
    public boolean create(String text) {
        return withTemporary(text, (temporary, target) -> {
            try {
                // Unlike a move, a link is refused in one step when the file exists.
                Files.createLink(target, temporary);
                return true;
            } catch (FileAlreadyExistsException exists) {
                return false;
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                return moved(temporary, target);
            }
        });
    }

    private static boolean moved(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target);
            return true;
        } catch (FileAlreadyExistsException exists) {
            return false;
        }
    }

    /**
     * Replace the file.
     *
     * @return whether it was written; not when it has this text already
     */
    public boolean replace(String text) {
        FileContent content = read();
        if (content.equals(new FileContent.Text(text))) {
            return false;
        }
        if (content instanceof FileContent.NotAFile other) {
            throw new UncheckedIOException(
                    "Cannot write " + path + ": " + other.reason(), new FileSystemException(path.toString()));
        }
        return withTemporary(text, (temporary, target) -> {
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unusual) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        });
    }

    /**
     * Remove the file, unless it was written since this JVM started: then a failure of this run names it, for example
     * of another class that pins a server of the same name.
     */
    public void deleteIfFromEarlierRun() {
        Optional<Instant> start = ProcessHandle.current().info().startInstant();
        try {
            Instant written = Files.getLastModifiedTime(path).toInstant();
            if (start.filter(written::isAfter).isEmpty()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException missing) {
            // There is nothing to remove.
        } catch (IOException undeletable) {
            throw new UncheckedIOException("Cannot delete " + path + ": " + reason(undeletable), undeletable);
        }
    }

    private boolean withTemporary(String text, Placement placement) {
        try {
            Path target = target();
            Path directory = target.toAbsolutePath().resolveSibling("");
            Files.createDirectories(directory);
            // Not createTempFile: its files are readable only for their owner, and this one is shared.
            Path temporary = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
                return placement.place(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + path + ": " + reason(unwritable), unwritable);
        }
    }

    /** The file itself, where the path is a symbolic link, also where the link points to nothing yet. */
    Path target() throws IOException {
        Path target = path;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(path + " (symbolic links form a loop)");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** The message of many exceptions of the file system is nothing but the path. */
    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName().replaceFirst("Exception$", "") + " (" + failure.getMessage() + ")";
    }

    private interface Placement {
        boolean place(Path temporary, Path target) throws IOException;
    }
}
