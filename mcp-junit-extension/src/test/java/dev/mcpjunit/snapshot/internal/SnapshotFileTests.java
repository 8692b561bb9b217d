/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.SnapshotVerdict.Created;
import dev.mcpjunit.snapshot.SnapshotVerdict.Matches;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Updated;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshot files that are no ordinary text files. */
class SnapshotFileTests {

    private static final Catalog CATALOG =
            catalog(tool("get", "{'description':'Zürich, Łódź, 🌍','inputSchema':{'type':'object'}}"));

    @TempDir
    Path directory;

    private Path pinned() {
        return directory.resolve("weather.snapshot.json");
    }

    private SnapshotVerdict check(SnapshotMode mode) {
        return check(mode, CATALOG, pinned());
    }

    private SnapshotVerdict check(SnapshotMode mode, Catalog catalog, Path pinned) {
        return SnapshotCheck.check(
                new Snapshot(catalog, Optional.empty()),
                new SnapshotCheck.Files(
                        new SnapshotFile(pinned),
                        new SnapshotFile(directory.resolve("target/weather.received.json")),
                        directory.resolve("target/lock")),
                mode,
                DriftOptions.of(Profile.AGENT, Clock.systemUTC()));
    }

    @Test
    void a_text_that_utf_8_cannot_encode_is_pinned_as_an_escape() throws IOException {
        Catalog catalog = catalog(
                tool("get", "{'description':'half a pair: \\udfff, a pair: 🌍','inputSchema':{'type':'object'}}"));

        assertThat(check(SnapshotMode.CREATE_MISSING, catalog, pinned())).isInstanceOf(Created.class);

        assertThat(Files.readString(pinned())).contains("\"half a pair: \\udfff, a pair: 🌍\"");
        assertThat(check(SnapshotMode.VERIFY, catalog, pinned())).isEqualTo(new Matches());
        assertThat(check(SnapshotMode.UPDATE, catalog, pinned())).isEqualTo(new Matches());
    }

    @Test
    void a_snapshot_in_another_encoding_is_reported_and_an_update_repairs_it() throws IOException {
        check(SnapshotMode.CREATE_MISSING);
        String text = Files.readString(pinned());
        Files.write(pinned(), text.replace("Łódź, 🌍", "").getBytes(ISO_8859_1));

        assertThat(check(SnapshotMode.VERIFY))
                .isEqualTo(new Unreadable(
                        "It is not encoded in UTF-8: byte 0xFC at offset " + text.indexOf('ü') + ". Save it in UTF-8"));
        assertThat(check(SnapshotMode.ACCEPT_COMPATIBLE)).isInstanceOf(Unreadable.class);
        assertThat(check(SnapshotMode.UPDATE)).isInstanceOf(Updated.class);
        assertThat(Files.readString(pinned())).isEqualTo(text);

        Files.write(pinned(), text.getBytes(UTF_16));

        assertThat(check(SnapshotMode.VERIFY))
                .isEqualTo(new Unreadable(
                        "It is not encoded in UTF-8, but in UTF-16: byte 0xFE at offset 0. Save it in UTF-8"));
        assertThat(check(SnapshotMode.UPDATE)).isInstanceOf(Updated.class);
        assertThat(Files.readString(pinned())).isEqualTo(text);
    }

    @Test
    void a_symbolic_link_is_followed_and_stays() throws IOException {
        Path target = directory.resolve("elsewhere/shared.json");
        Files.createDirectories(target.getParent());
        Files.createSymbolicLink(pinned(), Path.of("elsewhere/shared.json"));

        assertThat(check(SnapshotMode.CREATE_MISSING)).isInstanceOf(Created.class);
        assertThat(pinned()).isSymbolicLink();
        assertThat(target).isRegularFile();

        Catalog other = catalog(tool("put", "{'inputSchema':{'type':'object'}}"));
        assertThat(check(SnapshotMode.UPDATE, other, pinned())).isInstanceOf(Updated.class);
        assertThat(pinned()).isSymbolicLink();
        assertThat(target).content().contains("\"put\"");
        try (var files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void symbolic_links_that_form_a_loop_are_reported() throws IOException {
        Files.createSymbolicLink(pinned(), Path.of("other.json"));
        Files.createSymbolicLink(directory.resolve("other.json"), Path.of("weather.snapshot.json"));

        assertThatThrownBy(() -> check(SnapshotMode.UPDATE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(pinned().toString());
    }

    @Test
    void a_directory_is_reported_and_never_replaced() throws IOException {
        Files.createDirectories(pinned());

        assertThat(check(SnapshotMode.VERIFY)).isEqualTo(new Unreadable("It is a directory, not a file"));
        assertThat(check(SnapshotMode.CREATE_MISSING)).isEqualTo(new Unreadable("It is a directory, not a file"));
        assertThatThrownBy(() -> check(SnapshotMode.UPDATE))
                .hasMessage("Cannot write " + pinned() + ": It is a directory, not a file");
        assertThat(check(SnapshotMode.VERIFY, CATALOG, Path.of("/")))
                .isEqualTo(new Unreadable("It is a directory, not a file"));
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_or_device_is_not_read() throws Exception {
        assumeThat(Path.of("/dev/zero")).exists();
        var mkfifo = new ProcessBuilder("mkfifo", pinned().toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();

        for (Path path : new Path[] {pinned(), Path.of("/dev/zero")}) {
            assertThat(check(SnapshotMode.VERIFY, CATALOG, path))
                    .isEqualTo(new Unreadable("It is a pipe, socket or device, not a regular file"));
            assertThatThrownBy(() -> check(SnapshotMode.UPDATE, CATALOG, path))
                    .hasMessage("Cannot write " + path + ": It is a pipe, socket or device, not a regular file");
        }
    }

    @Test
    void a_huge_file_is_not_read_and_an_update_replaces_it() throws IOException {
        try (var file = new RandomAccessFile(pinned().toFile(), "rw")) {
            file.setLength(500L << 20);
        }

        assertThat(check(SnapshotMode.VERIFY))
                .isEqualTo(new Unreadable("It is larger than 32 MiB, the most that mcp-junit reads of a file"));
        assertThat(check(SnapshotMode.UPDATE)).isInstanceOf(Updated.class);
        assertThat(check(SnapshotMode.VERIFY)).isEqualTo(new Matches());
    }

    @Test
    void only_what_an_earlier_run_left_is_removed() throws IOException {
        var file = new SnapshotFile(pinned());
        file.deleteIfFromEarlierRun();
        file.create("{}");

        file.deleteIfFromEarlierRun();
        assertThat(pinned()).exists();

        Files.setLastModifiedTime(pinned(), FileTime.fromMillis(1_000_000));
        file.deleteIfFromEarlierRun();
        assertThat(pinned()).doesNotExist();
    }
}
