/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.apiguardian.api.API;

/** What was found at the path of a text file. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface FileContent {

    /**
     * The largest file that is read. The snapshots of large servers have less than a hundredth of it, and
     * configurations less than that.
     */
    int MAX_MEBIBYTES = 32;

    /** There is no file. */
    record Missing() implements FileContent {}

    /** A text, with line ends as {@code \n}. */
    record Text(String text) implements FileContent {}

    /**
     * A file that is no text that can be read. It can be replaced.
     *
     * @param reason why not, as a sentence without its period
     */
    record NotText(String reason) implements FileContent {}

    /**
     * A directory, pipe or device. It cannot be replaced.
     *
     * @param reason what it is, as a sentence without its period
     */
    record NotAFile(String reason) implements FileContent {}

    /** Read what is at a path. Never waits for another process, as reading a pipe would. */
    static FileContent of(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException missing) {
            return new Missing();
        }
        if (!attributes.isRegularFile()) {
            return new NotAFile(
                    attributes.isDirectory()
                            ? "It is a directory, not a file"
                            : "It is a pipe, socket or device, not a regular file");
        }
        int most = MAX_MEBIBYTES * 1024 * 1024;
        byte[] bytes;
        try (InputStream file = Files.newInputStream(path)) {
            bytes = file.readNBytes(most + 1);
        } catch (NoSuchFileException deleted) {
            return new Missing();
        }
        return bytes.length > most
                ? new NotText("It is larger than " + MAX_MEBIBYTES + " MiB, the most that mcp-junit reads of a file")
                : decoded(bytes);
    }

    /** Decode the content of a file: to a text, or to the reason why it is none. */
    static FileContent decoded(byte[] bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            return new NotText("It is not encoded in UTF-8" + guess(bytes) + ": byte 0x"
                    + String.format(Locale.ROOT, "%02X", bytes[in.position()]) + " at offset " + in.position()
                    + ". Save it in UTF-8");
        }
        // A checkout may have changed the line ends of a text file.
        return new Text(out.flip().toString().replace("\r\n", "\n"));
    }

    private static String guess(byte[] bytes) {
        boolean marked = bytes.length > 1
                && (((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE)
                        || ((bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF));
        return marked ? ", but in UTF-16" : "";
    }
}
