/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds the name of a project in the Maven build that it is a module of. Only builds that list the module count. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MavenModule {

    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]+?)\\s*</module>");

    private MavenModule() {}

    /**
     * Find the module's name for {@code -pl}, from the outermost build that has it.
     *
     * @return a path with slashes; empty for a build of its own
     */
    public static Optional<String> of(Path project) {
        Path root = root(project);
        return root.equals(project)
                ? Optional.empty()
                : Optional.of(root.relativize(project).toString().replace('\\', '/'));
    }

    /**
     * Find the directory of the outermost build that has a module.
     *
     * @return the directory; the project's own directory if it is not part of a larger build
     */
    static Path root(Path project) {
        Path root = project;
        for (Path parent = parentBuild(root); parent != null; parent = parentBuild(root)) {
            root = parent;
        }
        return root;
    }

    /** The nearest directory above whose build lists this one among its modules. */
    private static @Nullable Path parentBuild(Path module) {
        for (Path above = module.getParent(); above != null; above = above.getParent()) {
            Path build = above.resolve("pom.xml");
            if (Files.isRegularFile(build)) {
                return lists(above, build, module) ? above : null;
            }
        }
        return null;
    }

    private static boolean lists(Path above, Path build, Path module) {
        try {
            return MODULE.matcher(Files.readString(build, UTF_8))
                    .results()
                    .map(match -> above.resolve(match.group(1)).normalize())
                    .anyMatch(listed -> listed.equals(module) || listed.equals(module.resolve("pom.xml")));
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
