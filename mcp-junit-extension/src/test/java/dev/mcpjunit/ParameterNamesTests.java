/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.testkit.Run;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that were compiled without the names of their parameters. */
class ParameterNamesTests {

    private static final String SOURCE = """
            import dev.mcpjunit.McpServer;
            import dev.mcpjunit.connection.McpConnection;
            import dev.mcpjunit.testkit.Weather;
            import org.junit.jupiter.api.Test;

            @McpServer(name = "one", inProcess = Weather.InProcess.class)
            @McpServer(name = "two", inProcess = Weather.InProcess.class)
            class NamelessTestCase {
                @Test
                void test(McpConnection one) {}
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void the_message_says_how_to_compile_them() throws Exception {
        Path source = Files.writeString(directory.resolve("NamelessTestCase.java"), SOURCE, UTF_8);
        int failures = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(failures).isZero();
        try (var loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(Run.of(loader.loadClass("NamelessTestCase")).failure())
                    .hasMessageContaining(
                            "Parameter 'arg0' (McpConnection) of NamelessTestCase.test could be for any of"
                                    + " the servers 'one', 'two'. Say which: @ForServer(\"one\"), or compile the tests with"
                                    + " -parameters (Kotlin: -java-parameters), so that the parameter's name can be read, and name"
                                    + " it after the server.");
        }
    }
}
