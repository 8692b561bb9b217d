/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module is named as its build names it, and not where no build does. */
class MavenModuleTests {

    @TempDir
    private Path root;

    private Path project(String path, String pom) throws IOException {
        Path directory = Files.createDirectories(root.resolve(path));
        Files.writeString(directory.resolve("pom.xml"), pom);
        return directory;
    }

    @Test
    void a_module_is_named_from_the_outermost_build_that_has_it() throws IOException {
        project("", "<project><modules><module>apps</module></modules></project>");
        Path apps = project("apps", "<project><modules><module> weather </module></modules></project>");
        Path weather = project("apps/weather", "<project/>");

        assertThat(MavenModule.of(weather)).contains("apps/weather");
        assertThat(MavenModule.of(apps)).contains("apps");
        assertThat(MavenModule.of(root)).isEmpty();
    }

    @Test
    void a_directory_inside_another_build_is_not_its_module_for_that() throws IOException {
        project("", "<project><modules><module>other</module></modules></project>");
        Path alone = project("samples/weather", "<project/>");

        assertThat(MavenModule.of(alone)).isEmpty();
    }

    @Test
    void an_aggregator_may_stand_beside_its_modules() throws IOException {
        Path weather = project("weather", "<project/>");
        project("", "<project><modules><module>weather/pom.xml</module></modules></project>");

        assertThat(MavenModule.of(weather)).contains("weather");
    }
}
