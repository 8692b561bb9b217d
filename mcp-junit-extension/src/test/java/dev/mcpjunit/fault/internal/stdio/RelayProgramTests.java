/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayProgramTests {

    @TempDir
    private Path temp;

    private Path left(String name, Duration ago) throws IOException {
        Path directory = Files.createDirectories(temp.resolve(name));
        Files.writeString(directory.resolve("Relay.class"), "");
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(ago)));
        return directory;
    }

    @Test
    void files_are_removed_with_the_bridge() throws IOException {
        var program = new RelayProgram(temp);
        assertThat(temp).isNotEmptyDirectory();

        program.close();

        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void files_of_a_jvm_that_was_killed_are_removed_later() throws IOException {
        Path old = left("mcp-junit-relay1", Duration.ofDays(3));
        Path inUse = left("mcp-junit-relay2", Duration.ofMinutes(3));
        Path foreign = left("something-else", Duration.ofDays(3));

        new RelayProgram(temp).close();

        assertThat(old).doesNotExist();
        assertThat(inUse).exists();
        assertThat(foreign).exists();
    }
}
