/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.testcontainers.DockerClientFactory;

/** Tells whether there is a Docker to run containers on. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DockerAvailability {

    /** Its log is off in most test runs; the reason for a skip says what to do itself. */
    private static final Pattern WHAT_TO_DO =
            Pattern.compile("\\.? (Will not retry|Please see logs).*", Pattern.DOTALL);

    private DockerAvailability() {}

    /**
     * Look for Docker as Testcontainers does.
     *
     * @return why there is none; empty when there is one, also when Testcontainers cannot use it: that is no reason to
     *     skip a test, and the start of the container will say what is wrong
     */
    public static Optional<String> problem() {
        try {
            DockerClientFactory.instance().client();
            return Optional.empty();
        } catch (IllegalStateException noDocker) {
            return Optional.of(
                    WHAT_TO_DO.matcher(String.valueOf(noDocker.getMessage())).replaceFirst(""));
        } catch (RuntimeException unusable) {
            return Optional.empty();
        }
    }
}
