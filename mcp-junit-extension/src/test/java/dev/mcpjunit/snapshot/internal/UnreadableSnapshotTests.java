/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.snapshot.SnapshotMode;
import dev.mcpjunit.snapshot.SnapshotVerdict;
import dev.mcpjunit.snapshot.SnapshotVerdict.Unreadable;
import dev.mcpjunit.snapshot.SnapshotVerdict.Updated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshot files that cannot be read. */
class UnreadableSnapshotTests {

    private static final Tool TOOL =
            tool("get", "{'inputSchema':{'type':'object','properties':{'a':{}},'required':['a']}}");

    @TempDir
    Path directory;

    private SnapshotVerdict check(SnapshotMode mode, Tool tool) {
        return SnapshotCheck.check(
                new Snapshot(catalog(tool), Optional.of(new ImageIdentity("acme/weather:1", Optional.of("sha256:00")))),
                new SnapshotCheck.Files(
                        new SnapshotFile(pinned()),
                        new SnapshotFile(directory.resolve("target/weather.received.json")),
                        directory.resolve("target/lock")),
                mode,
                DriftOptions.of(Profile.AGENT, Clock.systemUTC()));
    }

    private Path pinned() {
        return directory.resolve("mcp/weather.snapshot.json");
    }

    @Test
    void a_file_that_is_no_snapshot_is_reported() throws IOException {
        Files.createDirectories(pinned().getParent());
        Files.writeString(pinned(), "{\"snapshotVersion\":99}");
        assertThat(check(SnapshotMode.VERIFY, TOOL))
                .isEqualTo(new Unreadable("It has snapshotVersion 99, and this release of mcp-junit reads 1"));

        Files.writeString(pinned(), "{}");
        assertThat(check(SnapshotMode.VERIFY, TOOL)).isEqualTo(new Unreadable("It has no snapshotVersion"));

        Files.writeString(pinned(), "<html>");
        assertThat(check(SnapshotMode.VERIFY, TOOL))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(u.reason()).startsWith("Not JSON: "));
    }

    /** What the parser would say of these is true, and no help. */
    @Test
    void what_version_control_and_editors_leave_is_named() throws IOException {
        check(SnapshotMode.CREATE_MISSING, TOOL);
        String text = Files.readString(pinned());

        Files.writeString(pinned(), text.replaceFirst("\n", "\n<<<<<<< HEAD\n"));
        assertThat(check(SnapshotMode.VERIFY, TOOL))
                .isEqualTo(new Unreadable("It has the marker of an unresolved merge conflict in line 2."
                        + " Resolve the conflict first"));

        Files.writeString(pinned(), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        assertThat(check(SnapshotMode.VERIFY, TOOL))
                .isEqualTo(new Unreadable("It is a pointer of Git LFS. Fetch the file with git lfs pull"));

        Files.writeString(pinned(), "\uFEFF" + text);
        assertThat(check(SnapshotMode.VERIFY, TOOL))
                .isEqualTo(new Unreadable("It starts with a byte order mark. Save it in UTF-8 without one"));
    }

    /** A file that lost its tools in a merge would let every tool pass as a new one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tools             |           | It has no 'tools', or one that is not an array",
                "tools             | {}        | It has no 'tools', or one that is not an array",
                "tools             | ['a']     | Its 'tools' has an entry that is no object",
                "resourceTemplates |           | It has no 'resourceTemplates', or one that is not an array",
                "capabilities      | []        | It has no 'capabilities', or one that is not an object",
                "client            | {}        | It has no 'capabilities', or one that is not an object",
                "serverInfo        |           | It has no 'serverInfo', or one that is not an object",
                "protocolVersion   | 20251125  | It has no 'protocolVersion', or one that is not a text",
                "image             | {}        | It has no 'reference' of its image, or one that is not a text",
                "snapshotVersion   | 1.5       | It has snapshotVersion 1.5, and this release of mcp-junit reads 1"
            })
    void an_incomplete_snapshot_is_unreadable(String member, @Nullable String value, String reason) throws IOException {
        check(SnapshotMode.CREATE_MISSING, TOOL);
        JsonObject.Builder file = ((JsonObject) Json.parse(Files.readString(pinned()))).toBuilder();
        if (value == null) {
            file.remove(member);
        } else {
            file.put(member, Json.parse(value.replace('\'', '"')));
        }
        Files.writeString(pinned(), Json.print(file.build()));

        assertThat(check(SnapshotMode.VERIFY, TOOL)).isEqualTo(new Unreadable(reason));
        assertThat(check(SnapshotMode.UPDATE, TOOL)).isInstanceOf(Updated.class);
    }
}
