/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

/** A class of its own, because the container tests are skipped without Docker. */
class ClassPathTests {

    @Test
    void theClassPathIsTheOneThatIsMeant() {
        for (String jar : System.getProperty("class-path.holds").split(" ")) {
            assertThat(System.getProperty("java.class.path")).contains(File.separator + jar + ".jar");
        }
    }
}
