/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The central directory of a ZIP archive: {@code java.util.zip} does not report links and permissions. */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int UNIX = 3;
    private static final int MAC = 19;
    private static final int FILE_TYPE = 0xF000;
    private static final int LINK = 0xA000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;
    private static final int EXECUTABLE = 0x40;
    private static final int ENCRYPTED = 1;

    /** What an entry is. */
    enum Kind {
        FILE,
        EXECUTABLE_FILE,
        DIRECTORY,
        LINK,
        SPECIAL,
        ENCRYPTED
    }

    private ZipDirectory() {}

    /** Where the record at the end of the directory begins, whose comment ends with the bytes; -1 if there is none. */
    private static int end(byte[] archive, int missing) {
        for (int at = archive.length - END_LENGTH; at >= Math.max(0, archive.length - END_LENGTH - MAX_COMMENT); at--) {
            ByteBuffer buffer = buffer(archive);
            if (buffer.getInt(at) == END_SIGNATURE) {
                int comment = buffer.getShort(at + 20) & 0xFFFF;
                int rest = archive.length - at - END_LENGTH;
                // Some programs take the last record, whatever its comment is.
                return comment == rest || comment == rest + missing ? at : -1;
            }
        }
        return -1;
    }

    /** Where the directory of an archive begins, whose entries were listed. */
    static int start(byte[] archive) {
        return buffer(archive).getInt(end(archive, 0) + 16);
    }

    /** Whether a file ends where its archive ends, so that nothing follows. */
    static boolean endsWithArchive(byte[] file) {
        return end(file, 0) >= 0;
    }

    /**
     * An archive as it was before it was signed. Some versions of the signing tool add the length of the signature to
     * that of the archive's comment, after they have signed the archive.
     *
     * @param blockLength the number of bytes that signing has added
     */
    static byte[] beforeSigning(byte[] archive, int blockLength) {
        int at = end(archive, blockLength);
        if (blockLength == 0 || at < 0) {
            return archive;
        }
        byte[] before = archive.clone();
        buffer(before).putShort(at + 20, (short) (archive.length - at - END_LENGTH));
        return before;
    }

    /**
     * List the entries.
     *
     * @param archive an archive that ends with its comment
     * @throws InvalidBundleException if this is no ZIP archive, or an entry is there twice
     */
    static Map<String, ZipRecord> entries(byte[] archive, int mostEntries) {
        int end = end(archive, 0);
        if (end < 0) {
            throw new InvalidBundleException(
                    archive.length >= 4 && buffer(archive).getInt(0) == 0x04034b50
                            ? "the archive is incomplete, or other bytes follow its end"
                            : "it is no bundle: a bundle is a ZIP archive");
        }
        ByteBuffer buffer = buffer(archive);
        int count = buffer.getShort(end + 10) & 0xFFFF;
        int size = buffer.getInt(end + 12);
        int start = buffer.getInt(end + 16);
        if (count == 0xFFFF || size == -1 || start == -1) {
            throw new InvalidBundleException("it is an archive in the Zip64 format, which mcp-junit does not read");
        }
        if (count > mostEntries) {
            throw new InvalidBundleException(
                    "the archive has " + count + " entries, and mcp-junit unpacks at most " + mostEntries);
        }
        if (start < 0 || size < 0 || (long) start + size != end) {
            throw new InvalidBundleException("the directory of the archive is damaged");
        }
        var entries = new LinkedHashMap<String, ZipRecord>();
        int at = start;
        for (int index = 0; index < count; index++) {
            if (end - at < ENTRY_LENGTH || buffer.getInt(at) != ENTRY_SIGNATURE) {
                throw new InvalidBundleException("the directory of the archive is damaged");
            }
            int nameLength = buffer.getShort(at + 28) & 0xFFFF;
            int next = at
                    + ENTRY_LENGTH
                    + nameLength
                    + (buffer.getShort(at + 30) & 0xFFFF)
                    + (buffer.getShort(at + 32) & 0xFFFF);
            if (next > end) {
                throw new InvalidBundleException("the directory of the archive is damaged");
            }
            String name = new String(archive, at + ENTRY_LENGTH, nameLength, StandardCharsets.UTF_8);
            if (entries.put(name, record(buffer, at, name)) != null) {
                throw new InvalidBundleException("the archive has the entry '" + EntryNames.shown(name) + "' twice");
            }
            at = next;
        }
        if (at != end || buffer.getInt(end + 4) != 0 || buffer.getShort(end + 8) != buffer.getShort(end + 10)) {
            // Some programs go by the size of the directory, some by the one or the other number of entries.
            throw new InvalidBundleException("the directory of the archive is damaged");
        }
        return entries;
    }

    private static ZipRecord record(ByteBuffer buffer, int at, String name) {
        return new ZipRecord(
                kind(buffer, at, name),
                buffer.getShort(at + 10) & 0xFFFF,
                unsigned(buffer, at + 16),
                unsigned(buffer, at + 20),
                unsigned(buffer, at + 24),
                unsigned(buffer, at + 42));
    }

    private static long unsigned(ByteBuffer buffer, int at) {
        return buffer.getInt(at) & 0xFFFF_FFFFL;
    }

    private static Kind kind(ByteBuffer buffer, int at, String name) {
        if ((buffer.getShort(at + 8) & ENCRYPTED) != 0) {
            return Kind.ENCRYPTED;
        }
        int system = buffer.get(at + 5) & 0xFF;
        int mode = system == UNIX || system == MAC ? buffer.getInt(at + 38) >>> 16 : 0;
        int type = mode & FILE_TYPE;
        if (type == LINK) {
            return Kind.LINK;
        }
        if (type != 0 && type != REGULAR && type != DIRECTORY) {
            return Kind.SPECIAL;
        }
        if (name.endsWith("/")) {
            return Kind.DIRECTORY;
        }
        return (mode & EXECUTABLE) != 0 ? Kind.EXECUTABLE_FILE : Kind.FILE;
    }

    private static ByteBuffer buffer(byte[] archive) {
        return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    }
}
