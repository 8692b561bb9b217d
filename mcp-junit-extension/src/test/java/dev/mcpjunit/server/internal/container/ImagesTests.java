/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImagesTests {

    private static Throwable notPulled(String image) {
        return new IllegalStateException(
                "Can't get Docker image: RemoteDockerImage(imageName=" + image
                        + ", imagePullPolicy=DefaultPullPolicy())",
                new IllegalStateException("not fulfilled within 5 seconds."));
    }

    @Test
    void the_reason_names_the_image() {
        assertThat(Images.rootCause(notPulled("acme/weather:1")))
                .isEqualTo("not fulfilled within 5 seconds. (image acme/weather:1)");
    }

    @Test
    void the_image_of_testcontainers_itself_is_none_of_the_tests() {
        assertThat(Images.rootCause(notPulled("testcontainers/ryuk:0.14.0")))
                .isEqualTo("not fulfilled within 5 seconds. (image testcontainers/ryuk:0.14.0)\n"
                        + "  That image is of Testcontainers, which cleans up with it. Where it cannot be pulled, set the"
                        + " environment variable TESTCONTAINERS_RYUK_DISABLED=true: what is started here is stopped"
                        + " anyway.");
    }
}
