/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.AnswerFault.Compressed.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies. */
final class ContentCoding {

    private ContentCoding() {}

    /** The name in {@code Content-Encoding}. */
    static String name(Encoding encoding) {
        return switch (encoding) {
            case GZIP -> "gzip";
            case DEFLATE -> "deflate";
        };
    }

    static byte[] encode(byte[] body, Encoding encoding) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (OutputStream out = encoder(compressed, encoding)) {
            out.write(body);
        }
        return compressed.toByteArray();
    }

    private static OutputStream encoder(OutputStream to, Encoding encoding) throws IOException {
        return switch (encoding) {
            case GZIP -> new GZIPOutputStream(to);
            case DEFLATE -> new DeflaterOutputStream(to);
        };
    }
}
