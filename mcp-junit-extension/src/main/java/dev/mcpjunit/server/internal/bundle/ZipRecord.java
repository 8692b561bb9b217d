/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.util.zip.ZipEntry;

/**
 * What the central directory of an archive says about an entry.
 *
 * @param kind what the entry is
 * @param method the number of its compression method
 * @param crc the CRC-32 of its content
 * @param compressedSize its size in the archive, in bytes
 * @param size its unpacked size, in bytes
 * @param offset where its local header begins
 */
record ZipRecord(ZipDirectory.Kind kind, int method, long crc, long compressedSize, long size, long offset) {

    /** Whether an entry that was read to its end, at its local header, is this one. */
    boolean matches(ZipEntry read) {
        return read.getMethod() == method
                && read.getCrc() == crc
                && read.getCompressedSize() == compressedSize
                && read.getSize() == size;
    }
}
