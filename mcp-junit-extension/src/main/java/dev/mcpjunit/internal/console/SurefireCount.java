/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.console;

import java.lang.reflect.Method;
import java.net.URL;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds tests that Surefire takes for one: those of several nested classes with the same outer class and the same name.
 * Where failing tests run again, one that always fails is then reported as flaky, and the build passes. Contracts have
 * the same tests in each class. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SurefireCount {

    private static final Set<String> MERGING = Set.of("3.5.4", "3.5.5", "3.5.6");
    private static final Pattern JAR = Pattern.compile("surefire-booter-([0-9][^/]*)\\.jar");

    private final @Nullable String release;
    private final Map<String, Class<?>> classes = new HashMap<>();
    private @Nullable String merged;

    /** @param surefire the release of Surefire that runs the tests; empty if another tool does */
    public SurefireCount(Optional<String> surefire) {
        release = surefire.filter(MERGING::contains).orElse(null);
    }

    /** The Surefire that runs this JVM. */
    static SurefireCount ofThisJvm() {
        try {
            Class<?> booter = Class.forName(
                    "org.apache.maven.surefire.booter.ForkedBooter", false, ClassLoader.getSystemClassLoader());
            return new SurefireCount(
                    Optional.ofNullable(booter.getProtectionDomain().getCodeSource())
                            .map(CodeSource::getLocation)
                            .flatMap(SurefireCount::release));
        } catch (ClassNotFoundException | LinkageError another) {
            return new SurefireCount(Optional.empty());
        }
    }

    private static Optional<String> release(URL jar) {
        Matcher name = JAR.matcher(jar.getPath());
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** A test ended. */
    public void ended(Class<?> testClass, Method test) {
        if (release == null || testClass.getEnclosingClass() == null || merged != null) {
            return;
        }
        Class<?> outer = testClass;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        Class<?> before = classes.putIfAbsent(outer.getName() + "." + test.getName(), testClass);
        if (before != null && before != testClass) {
            merged = outer.getSimpleName() + "." + test.getName();
        }
    }

    /** What to do about it; empty if no tests are taken for one. */
    public Optional<String> line() {
        return Optional.ofNullable(merged)
                .map(test -> "Warning: Surefire " + release + " takes tests of several nested classes for one, such as "
                        + test + ". With rerunFailingTestsCount, a test that always fails can pass as flaky. Use"
                        + " Surefire 3.6.0.");
    }
}
