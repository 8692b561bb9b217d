/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpjunit.testkit.BundleSigner;
import dev.mcpjunit.testkit.Bundles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each malformed bundle gives an error that names its file, before anything is unpacked or started. */
class MalformedBundleTests {

    private static final String MANIFEST = """
            {
              "manifest_version": "0.3",
              "name": "weather",
              "server": {"type": "binary", "entry_point": "server/run"}
            }
            """;

    private static final String NOT_UNPACKED = ", so mcp-junit does not unpack the bundle.";
    private static final String OTHER_ENTRY =
            " is not the one that the directory of the archive describes. Pack the bundle again.";
    private static final int END = 22;
    private static final BundleSigner ACME = BundleSigner.selfSigned("Acme");

    @TempDir
    Path directory;

    /**
     * A malformed bundle.
     *
     * @param title what is wrong
     * @param bytes the file
     * @param message the error, after the directory
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Case(String title, byte[] bytes, String message) {

        Case(String title, Bundles bundle, String message) {
            this(title, bundle.bytes(), message);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private static Bundles good() {
        return Bundles.with(MANIFEST).file("server/run", "#!/bin/sh\ntouch started\n", Bundles.PROGRAM);
    }

    private static byte[] changed(UnaryOperator<byte[]> change) {
        return change.apply(good().bytes());
    }

    private static Case entry(String name, String problem) {
        return new Case(
                "an entry that " + problem,
                good().file(name, "x"),
                "b.mcpb: its entry '" + name.replace("\u0001", "\\u{1}") + "' " + problem + NOT_UNPACKED);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ofDirectory(int offset, int value) {
        return changed(bytes -> {
            ByteBuffer buffer = buffer(bytes);
            int first = buffer.getInt(bytes.length - END + 16);
            buffer.putShort(first + offset, (short) value);
            return bytes;
        });
    }

    /** The entries of a first archive, which nothing points to, and then a second archive. */
    private static byte[] behindOthers(byte[] first, byte[] second) {
        int entries = buffer(first).getInt(first.length - END + 16) + 4;
        int directory = buffer(second).getInt(second.length - END + 16);
        byte[] both = Arrays.copyOf(first, entries + second.length);
        Arrays.fill(both, entries - 4, entries, (byte) 0);
        System.arraycopy(second, 0, both, entries, second.length);
        ByteBuffer buffer = buffer(both);
        buffer.putInt(both.length - END + 16, directory + entries);
        for (int at = directory + entries; at < both.length - END; at += 46 + buffer.getShort(at + 28)) {
            buffer.putInt(at + 42, buffer.getInt(at + 42) + entries);
        }
        return both;
    }

    /** An archive with further bytes before its directory. */
    private static byte[] beforeDirectory(byte[] more) {
        byte[] bytes = good().bytes();
        int directory = buffer(bytes).getInt(bytes.length - END + 16);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, directory, more.length);
        System.arraycopy(bytes, directory, longer, directory + more.length, bytes.length - directory);
        buffer(longer).putInt(longer.length - END + 16, directory + more.length);
        return longer;
    }

    private static byte[] evil() {
        return good().file("server/run", "#!/bin/sh\ntouch evil\n", Bundles.PROGRAM)
                .bytes();
    }

    /** Two programs whose names are exchanged in their local headers. */
    private static byte[] exchanged() {
        byte[] bytes = good().file("server/bad", "#!/bin/sh\ntouch worse!\n", Bundles.PROGRAM)
                .bytes();
        int directory = buffer(bytes).getInt(bytes.length - END + 16);
        String text = new String(bytes, 0, directory, ISO_8859_1);
        System.arraycopy("bad".getBytes(UTF_8), 0, bytes, text.indexOf("server/run") + 7, 3);
        System.arraycopy("run".getBytes(UTF_8), 0, bytes, text.indexOf("server/bad") + 7, 3);
        return bytes;
    }

    /** An archive whose comment has the record that ends an archive, without its own comment. */
    private static byte[] twoEnds() {
        byte[] bytes = good().bytes();
        byte[] twice = Arrays.copyOf(bytes, bytes.length + END + 3);
        System.arraycopy(bytes, bytes.length - END, twice, bytes.length, END);
        buffer(twice).putShort(bytes.length - 2, (short) (END + 3));
        return twice;
    }

    /** Archives in which a program that reads the directory finds other files than one that reads the entries. */
    static Stream<Case> twoContents() {
        return Stream.of(
                new Case(
                        "entries before those of the directory",
                        behindOthers(good().bytes(), evil()),
                        "b.mcpb: the archive has bytes that belong to no entry of its directory. Pack the bundle"
                                + " again."),
                new Case(
                        "bytes between the entries and the directory",
                        beforeDirectory(evil()),
                        "b.mcpb: the archive has bytes that belong to no entry of its directory. Pack the bundle"
                                + " again."),
                new Case("exchanged names", exchanged(), "b.mcpb: its entry 'server/bad'" + OTHER_ENTRY),
                new Case(
                        "another check sum in the directory",
                        ofDirectory(16, 1),
                        "b.mcpb: its entry 'manifest.json'" + OTHER_ENTRY),
                new Case(
                        "another size in the directory",
                        ofDirectory(24, 1),
                        "b.mcpb: its entry 'manifest.json'" + OTHER_ENTRY),
                new Case(
                        "another compression method in the directory",
                        ofDirectory(10, 0),
                        "b.mcpb: its entry 'manifest.json'" + OTHER_ENTRY),
                new Case(
                        "two numbers of entries",
                        changed(bytes -> {
                            bytes[bytes.length - END + 8]--;
                            return bytes;
                        }),
                        "b.mcpb: the directory of the archive is damaged."),
                new Case(
                        "two records at the end",
                        twoEnds(),
                        "b.mcpb: the archive is incomplete, or other bytes follow its end."));
    }

    static Stream<Case> cases() {
        byte[] damaged = changed(bytes -> {
            // Within the compressed content of the first entry, behind its header of 30 bytes and its name.
            bytes[30 + "manifest.json".length() + 20] ^= 0x55;
            return bytes;
        });
        byte[] hidden = changed(bytes -> {
            // The name of the first entry, in its own header only.
            bytes[30] = 'x';
            return bytes;
        });
        return Stream.of(
                entry("../evil", "has the path segment '..'"),
                entry("server/../../evil", "has the path segment '..'"),
                entry("./evil", "has the path segment '.'"),
                entry("server//evil", "has the path segment ''"),
                entry("/etc/evil", "is no relative path with '/'"),
                entry("server\\evil", "is no relative path with '/'"),
                entry("C:evil", "is no relative path with '/'"),
                entry("evil\u0001", "has a control character in its name"),
                new Case(
                        "a symbolic link",
                        good().file("server/link", "/etc/passwd", Bundles.LINK),
                        "b.mcpb: its entry 'server/link' is a symbolic link" + NOT_UNPACKED),
                new Case(
                        "a device",
                        good().file("server/device", "", 0020666),
                        "b.mcpb: its entry 'server/device' is neither a file nor a directory" + NOT_UNPACKED),
                new Case(
                        "a file that is also a directory",
                        good().file("server", "x"),
                        "b.mcpb: its entry 'server' is a file and also a directory" + NOT_UNPACKED),
                new Case(
                        "an encrypted entry",
                        ofDirectory(8, 1),
                        "b.mcpb: its entry 'manifest.json' is encrypted" + NOT_UNPACKED),
                new Case(
                        "too much content for the size of the archive",
                        good().file("zeros", new byte[17 * 1024 * 1024]),
                        "b.mcpb: its content is larger than 16 MiB, the most that mcp-junit unpacks of an archive of"
                                + " this size."),
                new Case(
                        "too much content behind the name of a directory",
                        good().file("zeros/", new byte[17 * 1024 * 1024]),
                        "b.mcpb: its content is larger than 16 MiB, the most that mcp-junit unpacks of an archive of"
                                + " this size."),
                new Case("an empty file", new byte[0], "b.mcpb: it is no bundle: a bundle is a ZIP archive."),
                new Case(
                        "another kind of file",
                        MANIFEST.getBytes(UTF_8),
                        "b.mcpb: it is no bundle: a bundle is a ZIP archive."),
                new Case(
                        "an archive that ends too early",
                        changed(bytes -> Arrays.copyOf(bytes, bytes.length - 30)),
                        "b.mcpb: the archive is incomplete, or other bytes follow its end."),
                new Case(
                        "bytes behind the archive",
                        changed(bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                        "b.mcpb: the archive is incomplete, or other bytes follow its end."),
                new Case("a damaged directory", ofDirectory(0, 0), "b.mcpb: the directory of the archive is damaged."),
                new Case("damaged content", damaged, "b.mcpb: the archive is damaged: "),
                new Case(
                        "an entry with two names",
                        hidden,
                        "b.mcpb: its entry 'xanifest.json' is not in the directory of the archive."),
                new Case(
                        "no manifest",
                        new Bundles().file("weather/manifest.json", MANIFEST),
                        "b.mcpb: the archive has no manifest.json at its top level."),
                new Case(
                        "a manifest that is no JSON",
                        Bundles.with("{\"name\": }"),
                        "b.mcpb/manifest.json, line 1: not valid JSON at column 10: Unexpected character ('}' (code"
                                + " 125)): expected a value."),
                new Case(
                        "a manifest in another encoding",
                        new Bundles().file("manifest.json", new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0}),
                        "b.mcpb: its manifest.json is not encoded in UTF-8."),
                new Case(
                        "an entry point that is missing",
                        Bundles.with(MANIFEST),
                        "b.mcpb/manifest.json, line 4, server.entry_point: the bundle has no such file."),
                new Case(
                        "an entry point outside of the bundle",
                        good().file("manifest.json", MANIFEST.replace("server/run", "../run")),
                        "b.mcpb/manifest.json, line 4, server.entry_point: the bundle has no such file."),
                new Case(
                        "a tool that is declared twice",
                        good().file(
                                        "manifest.json",
                                        MANIFEST.replace(
                                                "\"server\":",
                                                "\"tools\": [{\"name\": \"a\"}, {\"name\": \"a\"}],\n  \"server\":")),
                        "b.mcpb/manifest.json, line 4, tools[1]: the name is there twice in 'tools'."),
                new Case(
                        "a signature block without its end",
                        changed(bytes -> {
                            byte[] signed = ACME.sign(bytes);
                            return Arrays.copyOf(signed, signed.length - 3);
                        }),
                        "b.mcpb: its signature block is incomplete. Sign the bundle again."),
                new Case(
                        "bytes behind the signature block",
                        changed(bytes -> Arrays.copyOf(ACME.sign(bytes), ACME.sign(bytes).length + 1)),
                        "b.mcpb: its signature block is incomplete. Sign the bundle again."),
                new Case(
                        "a signature that is none",
                        changed(bytes -> BundleSigner.appended(bytes, new byte[] {1, 2, 3})),
                        "b.mcpb: its signature cannot be read: it ends too early."),
                new Case(
                        "content that was changed after it was signed",
                        BundleSigner.appended(
                                good().file("server/run", "#!/bin/sh\ntouch evil\n", Bundles.PROGRAM)
                                        .bytes(),
                                ACME.signature(good().bytes())),
                        "b.mcpb: its signature does not match its content: the bundle was changed after it was"
                                + " signed."));
    }

    @ParameterizedTest
    @MethodSource({"cases", "twoContents"})
    void a_malformed_bundle_is_reported_and_nothing_is_unpacked(Case malformed) throws IOException {
        Path file = Files.write(directory.resolve("b.mcpb"), malformed.bytes());

        var failure =
                catchThrowableOfType(InvalidConfigException.class, () -> McpConfig.read(file, name -> Optional.empty())
                        .servers());

        assertThat(failure).isNotNull();
        String message = failure.getMessage().replace(directory + "/", "");
        if (malformed.message().endsWith(": ")) {
            // What follows is a message of the JDK or of the parser.
            assertThat(message)
                    .startsWith(malformed.message())
                    .hasSizeGreaterThan(malformed.message().length() + 5);
        } else {
            assertThat(message).isEqualTo(malformed.message());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
    }
}
