/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mcpjunit.fault.internal.http.Headers.Field;
import dev.mcpjunit.internal.text.Printable;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/** Collects the bytes of a head, up to its empty line, however they are chunked. Pure. */
final class HeadReader {

    private static final int LIMIT = 256 * 1024;
    private static final int EXCERPT = 80;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private int lineLength;
    private boolean complete;

    /**
     * Take the next bytes.
     *
     * @return where the head ends in them, or {@code to} when it does not yet
     * @throws ProtocolException if the head is longer than any that is meant
     */
    int feed(byte[] bytes, int from, int to) throws ProtocolException {
        int at = from;
        while (at < to && !complete) {
            byte next = bytes[at++];
            if (next == '\n') {
                // Empty lines before the first one are allowed, and mean nothing.
                complete = lineLength == 0 && head.size() + at - from > 2;
                lineLength = 0;
            } else if (next != '\r') {
                lineLength++;
            }
        }
        head.write(bytes, from, at - from);
        if (head.size() > LIMIT) {
            throw new ProtocolException("A head of more than " + LIMIT + " bytes");
        }
        return at;
    }

    boolean isComplete() {
        return complete;
    }

    String text() {
        return head.toString(ISO_8859_1);
    }

    /** The lines of a head without the empty ones around them. */
    static String[] lines(String text) {
        return text.strip().split("\r?\n", -1);
    }

    /** The header fields that follow the first line. */
    static Headers headers(String[] lines) throws ProtocolException {
        List<Field> fields = new ArrayList<>(lines.length);
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            if (folded && !fields.isEmpty()) {
                Field last = fields.remove(fields.size() - 1);
                fields.add(new Field(last.name(), last.value() + " " + line.strip()));
            } else if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            } else {
                throw new ProtocolException("Not a header field: " + excerpt(line));
            }
        }
        return new Headers(fields);
    }

    static String excerpt(String text) {
        return Printable.line(text, EXCERPT);
    }
}
