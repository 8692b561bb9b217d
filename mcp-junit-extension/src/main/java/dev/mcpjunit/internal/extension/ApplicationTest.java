/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.server.ServerSpec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Extensions that start the application under test before the tests of a class. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ApplicationTest {
    QUARKUS("@QuarkusTest", "io.quarkus.test.junit.QuarkusTestExtension"),
    QUARKUS_INTEGRATION("@QuarkusIntegrationTest", "io.quarkus.test.junit.QuarkusIntegrationTestExtension"),
    SPRING("@SpringBootTest", "org.springframework.test.context.junit.jupiter.SpringExtension"),
    MICRONAUT("@MicronautTest", "io.micronaut.test.extensions.junit5.MicronautJunit5Extension");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    private final String annotation;
    private final String extension;

    ApplicationTest(String annotation, String extension) {
        this.annotation = annotation;
        this.extension = extension;
    }

    /** The annotation that users write. */
    public String annotation() {
        return annotation;
    }

    /**
     * Find an extension that JUnit calls after another one.
     *
     * @param extensions the class names of all extensions, in their order
     */
    public static Optional<ApplicationTest> laterThan(String name, List<String> extensions) {
        List<String> later = extensions.subList(extensions.indexOf(name) + 1, extensions.size());
        return Stream.of(values())
                .filter(test -> later.contains(test.extension))
                .filter(test ->
                        !extensions.subList(0, extensions.size() - later.size()).contains(test.extension))
                .findFirst();
    }

    /**
     * Check whether a server may be part of the application, so that it is not started yet. Where the application of an
     * earlier class still runs, the test would pass, and fail when it runs alone.
     *
     * @param url the address in the annotation, unresolved: a placeholder that Spring resolves starts the application
     */
    public boolean mayStart(ServerSpec spec, String url) {
        return (isQuarkus() || isFixed(url))
                && spec.source()
                        .runningAddress()
                        .filter(ApplicationTest::isLoopback)
                        .isPresent();
    }

    /** Only Quarkus knows the address of its application, which a source method then asks for. */
    private boolean isQuarkus() {
        return this == QUARKUS || this == QUARKUS_INTEGRATION;
    }

    private static boolean isFixed(String url) {
        return !url.isEmpty() && !url.contains("${");
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }
}
