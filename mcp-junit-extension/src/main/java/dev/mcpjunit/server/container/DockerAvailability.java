/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.container;

import java.util.Optional;
import org.apiguardian.api.API;
import org.testcontainers.DockerClientFactory;

/** Tells whether there is a Docker to run containers on. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DockerAvailability {

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
            return Optional.of(String.valueOf(noDocker.getMessage()));
        } catch (RuntimeException unusable) {
            return Optional.empty();
        }
    }
}
