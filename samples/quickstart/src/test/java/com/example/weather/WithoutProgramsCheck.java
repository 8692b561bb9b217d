/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that the second run of the replayed tests finds neither node nor docker. Not run where it has them. */
class WithoutProgramsCheck {

    @ParameterizedTest
    @ValueSource(strings = {"node", "npx", "docker"})
    void is_not_found(String program) {
        assertThatThrownBy(() -> new ProcessBuilder(program, "--version").start())
                .isInstanceOf(IOException.class);
    }
}
