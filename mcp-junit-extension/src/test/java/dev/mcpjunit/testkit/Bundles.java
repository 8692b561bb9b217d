/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the archives of MCP bundles. */
public final class Bundles {

    /** The Unix mode of a program. */
    public static final int PROGRAM = 0100755;

    /** The Unix mode of a symbolic link. */
    public static final int LINK = 0120777;

    private static final int END = 22;
    private static final int HEADER = 46;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Integer> modes = new LinkedHashMap<>();

    /** A bundle with a manifest. */
    public static Bundles with(String manifest) {
        return new Bundles().file("manifest.json", manifest);
    }

    /** Add a file. */
    public Bundles file(String name, String content) {
        return file(name, content.getBytes(UTF_8));
    }

    /** Add a file. */
    public Bundles file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Add a file with a Unix mode. */
    public Bundles file(String name, String content, int mode) {
        modes.put(name, mode);
        return file(name, content);
    }

    /** The bytes of the archive. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return withModes(out.toByteArray());
    }

    /** Write the archive. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    /** {@code java.util.zip} writes no modes. */
    private byte[] withModes(byte[] archive) {
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int at = buffer.getInt(archive.length - END + 16);
        while (at < archive.length - END) {
            String name = new String(archive, at + HEADER, buffer.getShort(at + 28), UTF_8);
            Integer mode = modes.get(name);
            if (mode != null) {
                buffer.put(at + 5, (byte) 3);
                buffer.putInt(at + 38, mode << 16);
            }
            at += HEADER + buffer.getShort(at + 28) + buffer.getShort(at + 30) + buffer.getShort(at + 32);
        }
        return archive;
    }
}
