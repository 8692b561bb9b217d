/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fault.Fault;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultScriptsTests {

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FaultScriptsTests::kinds)
                : Stream.of(type);
    }

    @Test
    void every_fault_has_a_script() {
        assertThat(FaultScripts.types())
                .containsExactlyInAnyOrderElementsOf(kinds(Fault.class).toList());
    }
}
