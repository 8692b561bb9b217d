/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.internal.time.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Lets one thread of one JVM at a time read a file, change it and write it back. The operating system releases the lock
 * of a JVM that ends.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FileLock {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * Within this JVM. A process that closes a file loses all its locks on it on POSIX systems, so only one thread at a
     * time may have the lock file open.
     */
    private static final Semaphore THREADS = new Semaphore(1, true);

    private FileLock() {}

    /**
     * Run an action while no other thread or JVM runs one under the same lock.
     *
     * @param lock the file that is locked; it stays
     * @param file the file that the action changes, for messages
     */
    public static <T> T holding(Path lock, Path file, Supplier<T> action) {
        Deadline deadline = Deadline.after(LONGEST_WAIT);
        try {
            if (!THREADS.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw late(file);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted(file);
        }
        try {
            return holding(lock, file, deadline, action);
        } finally {
            THREADS.release();
        }
    }

    private static <T> T holding(Path lock, Path file, Deadline deadline, Supplier<T> action) {
        try (FileChannel channel = opened(lock)) {
            while (!acquired(channel)) {
                if (deadline.isOver()) {
                    throw late(file);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted(file);
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
            return action.get();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot lock " + file + " for an update: " + failure.getMessage(), failure);
        }
    }

    private static IllegalStateException late(Path file) {
        return new IllegalStateException("Cannot update " + file + ": another test JVM has been updating it for "
                + LONGEST_WAIT.toSeconds() + " s. Run the tests again when it has ended.");
    }

    private static IllegalStateException interrupted(Path file) {
        return new IllegalStateException("Cannot update " + file + ": the test was interrupted");
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            // Closing the channel releases the lock.
            return Optional.ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException ofThisJvm) {
            return false;
        }
    }

    private static FileChannel opened(Path lock) throws IOException {
        Files.createDirectories(lock.toAbsolutePath().resolveSibling(""));
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
