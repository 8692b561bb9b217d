/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command that a message prints works as it is printed. */
class ProjectFilesTests {

    @TempDir
    private Path project;

    private ProjectFiles with(String buildFile) throws IOException {
        Files.createFile(project.resolve(buildFile));
        return new ProjectFiles(project);
    }

    @Test
    void maven_passes_system_properties_on() throws IOException {
        assertThat(with("pom.xml").command(ProjectFilesTests.class, "update"))
                .isEqualTo("mvn test -Dmcp.snapshot=update -Dtest=ProjectFilesTests");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void gradle_passes_only_the_environment_on() throws IOException {
        assertThat(with("build.gradle.kts").command(ProjectFilesTests.class, "update"))
                .isEqualTo("MCP_SNAPSHOT=update ./gradlew test --rerun --tests " + ProjectFilesTests.class.getName());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_project_of_a_larger_gradle_build_is_named() throws IOException {
        Files.createFile(project.resolve("settings.gradle.kts"));
        Path subproject = Files.createDirectories(project.resolve("servers/weather"));
        Files.createFile(subproject.resolve("build.gradle"));

        assertThat(new ProjectFiles(subproject).command(ProjectFilesTests.class, "update"))
                .isEqualTo("MCP_SNAPSHOT=update ./gradlew :servers:weather:test --rerun --tests "
                        + ProjectFilesTests.class.getName());
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void so_it_does_on_windows() throws IOException {
        assertThat(with("build.gradle").command(ProjectFilesTests.class, "update"))
                .isEqualTo("cmd /c \"set MCP_SNAPSHOT=update&& gradlew.bat test --rerun --tests "
                        + ProjectFilesTests.class.getName() + "\"");
    }
}
