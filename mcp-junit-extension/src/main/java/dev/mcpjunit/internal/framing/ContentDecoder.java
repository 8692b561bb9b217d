/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apiguardian.api.API;

/**
 * Decodes a compressed body piece by piece, so that an event of a stream is there as soon as its bytes are. Knows the
 * encodings {@code gzip} and {@code deflate}, the latter also without the zlib header that RFC 9110 asks for.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ContentDecoder implements AutoCloseable {

    private static final int PIECE = 8 * 1024;
    private static final int LONGEST_HEADER = 128 * 1024;
    private static final int GZIP_TRAILER = 8;

    private enum State {
        HEADER,
        DATA,
        TRAILER
    }

    private final boolean gzip;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private Inflater inflater = new Inflater(true);
    private State state = State.HEADER;
    private int trailerLeft;
    private boolean stopped;

    private ContentDecoder(boolean gzip) {
        this.gzip = gzip;
    }

    /** Whether a body with this {@code Content-Encoding} is not compressed. */
    public static boolean isPlain(String contentEncoding) {
        return contentEncoding.isBlank() || contentEncoding.strip().equalsIgnoreCase("identity");
    }

    /** A decoder for this {@code Content-Encoding}; empty if none is known. */
    public static Optional<ContentDecoder> of(String contentEncoding) {
        return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Optional.of(new ContentDecoder(true));
            case "deflate" -> Optional.of(new ContentDecoder(false));
            default -> Optional.empty();
        };
    }

    /**
     * Take the next bytes.
     *
     * @param content takes what they contain, in pieces
     * @throws DataFormatException if they are not what {@code Content-Encoding} says
     */
    public void feed(byte[] bytes, int from, int to, Consumer<byte[]> content) throws DataFormatException {
        int at = from;
        while (at < to && !stopped) {
            at = switch (state) {
                case HEADER -> header(bytes, at);
                case DATA -> data(bytes, at, to, content);
                case TRAILER -> trailer(at, to);
            };
        }
    }

    /** Take no more, for what comes is not needed. */
    public void stop() {
        stopped = true;
    }

    /** Release the memory that the system has given. */
    @Override
    public void close() {
        stopped = true;
        inflater.end();
    }

    private int header(byte[] bytes, int at) throws DataFormatException {
        header.write(bytes[at]);
        byte[] soFar = header.toByteArray();
        if (soFar.length > LONGEST_HEADER) {
            throw new DataFormatException("The header of the compressed body does not end");
        }
        if (gzip) {
            if (isGzipHeader(soFar)) {
                state = State.DATA;
            }
        } else if (soFar.length == 2) {
            boolean zlib = (soFar[0] & 0x0f) == 8 && (((soFar[0] & 0xff) << 8) | (soFar[1] & 0xff)) % 31 == 0;
            inflater.end();
            inflater = new Inflater(!zlib);
            state = State.DATA;
            inflater.setInput(soFar);
        }
        return at + 1;
    }

    /** Whether these bytes are a whole header as of RFC 1952. */
    private static boolean isGzipHeader(byte[] bytes) throws DataFormatException {
        boolean wrong = (bytes.length > 0 && bytes[0] != 0x1f)
                || (bytes.length > 1 && bytes[1] != (byte) 0x8b)
                || (bytes.length > 2 && bytes[2] != 8);
        if (wrong) {
            throw new DataFormatException("The body is not in gzip format");
        }
        if (bytes.length < 10) {
            return false;
        }
        int flags = bytes[3];
        int end = 10;
        if ((flags & 4) != 0) {
            if (bytes.length < end + 2) {
                return false;
            }
            end += 2 + (bytes[end] & 0xff) + ((bytes[end + 1] & 0xff) << 8);
        }
        for (int text : new int[] {8, 16}) {
            if ((flags & text) != 0) {
                while (end < bytes.length && bytes[end] != 0) {
                    end++;
                }
                end++;
            }
        }
        return bytes.length >= end + ((flags & 2) != 0 ? 2 : 0);
    }

    private int data(byte[] bytes, int at, int to, Consumer<byte[]> content) throws DataFormatException {
        byte[] piece = new byte[PIECE];
        if (inflater.getRemaining() > 0) {
            // The two bytes that showed whether there is a zlib header.
            inflate(piece, content);
        }
        inflater.setInput(bytes, at, to - at);
        inflate(piece, content);
        int end = to - inflater.getRemaining();
        if (inflater.finished()) {
            state = State.TRAILER;
            trailerLeft = gzip ? GZIP_TRAILER : Integer.MAX_VALUE;
        }
        return end;
    }

    private void inflate(byte[] piece, Consumer<byte[]> content) throws DataFormatException {
        int count;
        do {
            count = inflater.inflate(piece);
            if (count > 0) {
                content.accept(Arrays.copyOf(piece, count));
            }
        } while (count > 0 && !stopped);
        if (inflater.needsDictionary()) {
            throw new DataFormatException("The compressed body needs a dictionary");
        }
    }

    /** Behind the trailer of gzip another part may follow. */
    private int trailer(int at, int to) {
        int taken = Math.min(trailerLeft, to - at);
        trailerLeft -= taken;
        if (trailerLeft == 0) {
            inflater.reset();
            header.reset();
            state = State.HEADER;
        }
        return at + taken;
    }
}
