/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class path in a message hides everything else. */
class CommandLineTests {

    @Test
    void a_long_class_path_is_counted_and_the_rest_is_printed() {
        String path = String.join(File.pathSeparator, "a.jar", "b.jar", "c.jar", "d.jar");

        assertThat(CommandLine.print(List.of("java", "-cp", path, "com.example.Main", "--module-path", path)))
                .isEqualTo("java -cp …(4 entries) com.example.Main --module-path …(4 entries)");
    }

    @Test
    void a_short_one_and_other_arguments_are_printed() {
        String path = String.join(File.pathSeparator, "a.jar", "b.jar", "c.jar");

        assertThat(CommandLine.print(List.of("java", "-cp", path, "Main", "a:b:c:d:e")))
                .isEqualTo("java -cp " + path + " Main a:b:c:d:e");
    }
}
