/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what the Gradle build of {@code samples/gradle} declares with the Maven build, which CI runs. */
class GradleSampleTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern MAVEN =
            Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern GRADLE = Pattern.compile(
            "(?:implementation|runtimeOnly|testImplementation)\\(\"([^:\"]+):([^:\"]+)(?::[^\"]+)?\"\\)");
    private static final Pattern VERSION =
            Pattern.compile("(?:mplementation|untimeOnly|platform)\\(\"[^:\"]+:[^:\"]+:([^:\"]+)\"\\)");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z-]+)\\.version>([^<]+)<");

    @Test
    void both_builds_have_the_same_dependencies() throws IOException {
        List<String> gradle = names(GRADLE, "samples/gradle/build.gradle.kts");

        assertThat(gradle).hasSize(5).containsExactlyInAnyOrderElementsOf(names(MAVEN, "samples/gradle/pom.xml"));
    }

    @Test
    void the_versions_are_those_of_the_project() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        List<String> known = Stream.concat(
                        Stream.of("0.1.0-SNAPSHOT", "2.0.17"),
                        PROPERTY.matcher(parent).results().map(property -> property.group(2)))
                .toList();
        for (String file : List.of("samples/gradle/build.gradle.kts", "docs/kotlin-and-gradle.md")) {
            Matcher versions = VERSION.matcher(Files.readString(ROOT.resolve(file)));
            assertThat(versions.results().map(found -> found.group(1)))
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(version -> assertThat(known).contains(version));
        }
        assertThat(parent).contains("<version>0.1.0-SNAPSHOT</version>", "<version>2.0.17</version>");
    }

    private static List<String> names(Pattern dependency, String file) throws IOException {
        return dependency
                .matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(found -> found.group(1) + ":" + found.group(2))
                .toList();
    }
}
