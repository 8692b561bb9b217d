/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import static java.util.Comparator.comparingLong;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Checks that the entries of an archive follow each other without gaps, at the places that its directory names. Then a
 * program that reads the archive as a stream and one that reads the directory, as MCP clients do, get the same files.
 */
final class ZipLayout {

    private static final int SIGNATURE = 0x04034b50;
    private static final int LENGTH = 30;
    private static final int HAS_DESCRIPTOR = 8;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int DESCRIPTOR_LENGTH = 12;

    private ZipLayout() {}

    /**
     * Check all entries.
     *
     * @param directory where the directory begins
     * @throws InvalidBundleException if an entry is elsewhere or has another name, or if there are other bytes
     */
    static void check(byte[] archive, Map<String, ZipRecord> records, int directory) {
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        var inOrder = records.entrySet().stream()
                .sorted(comparingLong(entry -> entry.getValue().offset()))
                .toList();
        int at = 0;
        for (Map.Entry<String, ZipRecord> entry : inOrder) {
            requireNoGap(at, entry.getValue().offset());
            if (directory - at < LENGTH || buffer.getInt(at) != SIGNATURE) {
                throw differs(entry.getKey());
            }
            int nameLength = buffer.getShort(at + 26) & 0xFFFF;
            long content = (long) at + LENGTH + nameLength + (buffer.getShort(at + 28) & 0xFFFF);
            long end = content + entry.getValue().compressedSize();
            if ((buffer.getShort(at + 6) & HAS_DESCRIPTOR) != 0) {
                boolean signed = end + 4 <= directory && buffer.getInt((int) end) == DESCRIPTOR_SIGNATURE;
                end += signed ? 4 + DESCRIPTOR_LENGTH : DESCRIPTOR_LENGTH;
            }
            if (end > directory) {
                throw differs(entry.getKey());
            }
            String name = new String(archive, at + LENGTH, nameLength, StandardCharsets.UTF_8);
            if (!name.equals(entry.getKey())) {
                throw records.containsKey(name) ? differs(name) : notInDirectory(name);
            }
            at = (int) end;
        }
        requireNoGap(at, directory);
    }

    private static void requireNoGap(long end, long next) {
        if (end != next) {
            throw new InvalidBundleException(
                    "the archive has bytes that belong to no entry of its directory. Pack the bundle again");
        }
    }

    /** An entry that has two descriptions. */
    static InvalidBundleException differs(String name) {
        return new InvalidBundleException("its entry '" + EntryNames.shown(name)
                + "' is not the one that the directory of the archive describes. Pack the bundle again");
    }

    /** An entry that programs that read the directory do not see. */
    static InvalidBundleException notInDirectory(String name) {
        return new InvalidBundleException(
                "its entry '" + EntryNames.shown(name) + "' is not in the directory of the archive");
    }
}
