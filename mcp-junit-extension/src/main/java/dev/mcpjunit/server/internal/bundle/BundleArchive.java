/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import dev.mcpjunit.internal.base.FileContent;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apiguardian.api.API;

/**
 * The archive of an MCP bundle (MCPB), read into memory and checked as a whole, so that what is unpacked later is what
 * was checked. The limits are those of mcp-junit; the format has none.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BundleArchive {

    /** The name of the manifest in the archive. */
    public static final String MANIFEST = "manifest.json";

    /** Stands for the folder to which a bundle is unpacked, in its command and environment. */
    public static final String FOLDER = "${__dirname}";

    /** The largest archive that is read, in bytes: 200 MiB. */
    static final int MAX_BYTES = 200 * 1024 * 1024;

    /** The most entries of an archive. Bundles with Node modules have thousands. */
    static final int MAX_ENTRIES = 50_000;

    /** The most bytes that are unpacked: 1 GiB. */
    static final long MAX_UNPACKED = 1024L * 1024 * 1024;

    /** How many times as large as the archive its content may be. Text is compressed to a fifth. */
    static final int MAX_RATIO = 100;

    /** Content of this size is unpacked whatever the ratio is: 16 MiB. */
    static final long UNPACKED_ANYWAY = 16L * 1024 * 1024;

    private final Path file;
    private final byte[] archive;
    private final String sha256;
    private final BundleSignature signature;
    private final Map<String, ZipRecord> entries;

    private BundleArchive(Path file, byte[] bytes) {
        this.file = file;
        this.sha256 = FileHash.sha256(bytes);
        SignedContent content = SignedContent.split(bytes);
        this.archive = ZipDirectory.beforeSigning(content.archive(), content.blockLength());
        this.entries = ZipDirectory.entries(archive, MAX_ENTRIES);
        EntryNames.check(entries);
        this.signature = BundleSignature.check(archive, content.signature());
    }

    /**
     * Read a bundle and check all of it, without writing a file.
     *
     * @throws InvalidBundleException if it is no bundle, must not be unpacked, or was changed after it was signed
     */
    public static BundleArchive read(Path file) {
        return read(file, hash -> {});
    }

    /**
     * Read a bundle and check all of it, without writing a file.
     *
     * @param hashCheck takes the SHA-256 of the bytes that are checked, before anything else
     * @throws InvalidBundleException as {@link #read(Path)} does
     */
    public static BundleArchive read(Path file, Consumer<String> hashCheck) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException unreadable) {
            throw new InvalidBundleException("it cannot be read: " + unreadable.getMessage());
        }
        if (bytes.length > MAX_BYTES) {
            throw new InvalidBundleException(
                    "it is larger than " + MAX_BYTES / 1024 / 1024 + " MiB, the most that mcp-junit reads of a bundle");
        }
        hashCheck.accept(FileHash.sha256(bytes));
        return of(file, bytes);
    }

    /**
     * Check the bytes of a bundle.
     *
     * @param file where they were read, for messages
     * @throws InvalidBundleException as {@link #read(Path)} does
     */
    public static BundleArchive of(Path file, byte[] bytes) {
        var read = new BundleArchive(file, bytes);
        if (read.signature instanceof BundleSignature.Broken broken) {
            throw new InvalidBundleException(broken.reason());
        }
        ZipLayout.check(read.archive, read.entries, ZipDirectory.start(read.archive));
        read.scan((name, kind, content) -> content.transferTo(OutputStream.nullOutputStream()));
        return read;
    }

    /** Whether a file is an archive by its name or its first bytes, rather than a text. */
    public static boolean isArchive(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".mcpb") || name.endsWith(".dxt")) {
            return Files.isRegularFile(file);
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The SHA-256 of the file, with its signature, in lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** The names of all entries; those of directories end with {@code /}. */
    public Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    /** Whether the bundle has a file of this name. */
    public boolean hasFile(String name) {
        ZipRecord entry = entries.get(name);
        return entry != null && entry.kind() != ZipDirectory.Kind.DIRECTORY;
    }

    /** Why the signature could not be checked, as the end of a sentence; empty if there is no such problem. */
    public Optional<String> uncheckedSignature() {
        return signature instanceof BundleSignature.Unchecked unchecked
                ? Optional.of(unchecked.reason())
                : Optional.empty();
    }

    /**
     * Require that the bundle is signed.
     *
     * @param certificates a file with the certificates of the signers, or of the authorities that certify them
     * @throws InvalidBundleException if it is not, or if that cannot be checked
     */
    public void requireSignedBy(Path certificates) {
        TrustedSigners.read(certificates).require(signature, Clock.systemUTC());
    }

    /** Read the text of the manifest. */
    public String manifest() {
        if (!hasFile(MANIFEST)) {
            throw new InvalidBundleException("the archive has no " + MANIFEST + " at its top level");
        }
        var text = new StringBuilder();
        scan((name, kind, content) -> {
            if (name.equals(MANIFEST)) {
                byte[] bytes = content.readNBytes(FileContent.MAX_MEBIBYTES * 1024 * 1024);
                FileContent decoded = FileContent.decoded(bytes);
                if (!(decoded instanceof FileContent.Text decodedText)) {
                    throw new InvalidBundleException("its " + MANIFEST + " is not encoded in UTF-8");
                }
                text.append(decodedText.text());
            }
        });
        return text.toString();
    }

    /** Unpack all files into an empty directory. */
    void unpack(Path directory) throws IOException {
        for (Map.Entry<String, ZipRecord> entry : entries.entrySet()) {
            if (entry.getValue().kind() == ZipDirectory.Kind.DIRECTORY) {
                Files.createDirectories(inside(directory, entry.getKey()));
            }
        }
        scan((name, kind, content) -> {
            Path target = inside(directory, name);
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(content, target);
            if (kind == ZipDirectory.Kind.EXECUTABLE_FILE && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + name + " executable");
            }
        });
    }

    private static Path inside(Path directory, String name) throws IOException {
        Path target = directory.resolve(name).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("the entry " + EntryNames.shown(name) + " leads out of the bundle");
        }
        return target;
    }

    @FunctionalInterface
    private interface FileSink {
        void file(String name, ZipDirectory.Kind kind, InputStream content) throws IOException;
    }

    /** Go through all files. The entries must be those of the directory, and their check sums must be right. */
    private void scan(FileSink sink) {
        var limit =
                new UnpackedLimit(Math.min(MAX_UNPACKED, Math.max(UNPACKED_ANYWAY, (long) MAX_RATIO * archive.length)));
        Set<String> seen = new HashSet<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                ZipRecord record = entries.get(name);
                if (record == null || !seen.add(name)) {
                    throw ZipLayout.notInDirectory(name);
                }
                InputStream content = limit.of(zip);
                ZipDirectory.Kind kind = record.kind();
                if (kind != ZipDirectory.Kind.DIRECTORY) {
                    sink.file(name, kind, content);
                }
                // What is left counts, too, also behind the name of a directory.
                content.transferTo(OutputStream.nullOutputStream());
                zip.closeEntry();
                if (!record.matches(entry)) {
                    throw ZipLayout.differs(name);
                }
            }
        } catch (ZipException | IllegalArgumentException | EOFException damaged) {
            throw new InvalidBundleException("the archive is damaged: " + damaged.getMessage());
        } catch (IOException failure) {
            throw new InvalidBundleException("it cannot be unpacked: " + failure.getMessage());
        }
        if (seen.size() != entries.size()) {
            throw new InvalidBundleException("the archive is damaged: " + (entries.size() - seen.size())
                    + " entries of its directory are missing");
        }
    }

    @Override
    public String toString() {
        return "bundle " + file;
    }
}
