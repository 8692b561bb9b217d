/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a bundle's file. A signature is appended to the archive: {@code MCPB_SIG_V1}, the length of the
 * signature in 4 bytes (little-endian), the signature in DER, {@code MCPB_SIG_END}.
 *
 * @param archive the bytes of the archive
 * @param signature the bytes of the signature, if the bundle has one
 */
@SuppressWarnings("ArrayRecordComponent") // Parts of a file, never compared.
record SignedContent(byte[] archive, Optional<byte[]> signature) {

    static final byte[] HEADER = "MCPB_SIG_V1".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FOOTER = "MCPB_SIG_END".getBytes(StandardCharsets.US_ASCII);

    private static final int LENGTH = 4;

    /** A signature with its certificates has a few thousand bytes. */
    private static final int LARGEST_BLOCK = 1024 * 1024;

    /**
     * Split a file. Everything after the last header counts as a signature, because no tool may take it for a part of
     * an unsigned bundle.
     *
     * @throws InvalidBundleException if there is a signature block that is incomplete or not at the end
     */
    static SignedContent split(byte[] file) {
        int from = Math.max(0, file.length - LARGEST_BLOCK);
        boolean hasFooter = matches(file, file.length - FOOTER.length, FOOTER);
        boolean hasHeader = false;
        for (int at = file.length - HEADER.length; at >= from; at--) {
            if (!matches(file, at, HEADER)) {
                continue;
            }
            hasHeader = true;
            int begin = at + HEADER.length + LENGTH;
            int end = file.length - FOOTER.length;
            if (hasFooter && begin <= end && length(file, at + HEADER.length) == end - begin) {
                return new SignedContent(Arrays.copyOf(file, at), Optional.of(Arrays.copyOfRange(file, begin, end)));
            }
        }
        if (hasFooter || (hasHeader && !ZipDirectory.endsWithArchive(file))) {
            throw new InvalidBundleException("its signature block is incomplete. Sign the bundle again");
        }
        return new SignedContent(file, Optional.empty());
    }

    /** The length of the signature and what surrounds it. */
    int blockLength() {
        return signature
                .map(bytes -> HEADER.length + LENGTH + bytes.length + FOOTER.length)
                .orElse(0);
    }

    private static long length(byte[] file, int at) {
        return ByteBuffer.wrap(file, at, LENGTH).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
    }

    private static boolean matches(byte[] file, int at, byte[] expected) {
        return at >= 0
                && at + expected.length <= file.length
                && Arrays.equals(file, at, at + expected.length, expected, 0, expected.length);
    }
}
