/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** No server: what the JVM and JUnit take. */
@ExtendWith(Times.class)
final class EmptyTests {

    @TestTemplate
    void starts() {
        assertEquals(1, Integer.parseInt("1"));
    }
}
