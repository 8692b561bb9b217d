/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

/** The sentences; that the SDK really comes to these errors is shown under {@code class-paths}. */
class SdkClassPathTests {

    @Test
    void no_json_module() {
        assertThat(SdkClassPath.problem("weather", new ServiceConfigurationError("No supplier")))
                .hasMessage(
                        "Server 'weather': the MCP Java SDK is on the class path without a JSON module (No supplier)."
                                + " Add io.modelcontextprotocol.sdk:mcp, or mcp-json-jackson2 for Jackson 2, in the version of"
                                + " mcp-core.");
    }

    @Test
    void old_jackson_annotations_behind_a_failed_initializer() {
        var missing = new NoClassDefFoundError("com/fasterxml/jackson/annotation/JsonSerializeAs");
        missing.initCause(new ClassNotFoundException("com.fasterxml.jackson.annotation.JsonSerializeAs"));
        var unfit = new ServiceConfigurationError("Provider could not be instantiated", missing);

        assertThat(SdkClassPath.problem("weather", unfit))
                .hasMessage("Server 'weather': the MCP Java SDK does not fit what is beside it on the class path"
                        + " (java.lang.NoClassDefFoundError: com/fasterxml/jackson/annotation/JsonSerializeAs). It needs"
                        + " a newer com.fasterxml.jackson.core:jackson-annotations: version 2.21 fits.")
                .hasCause(unfit);
    }

    @Test
    void another_release_of_the_sdk() {
        assertThat(SdkClassPath.problem(
                        "weather", new NoClassDefFoundError("io/modelcontextprotocol/json/McpJsonDefaults")))
                .hasMessageEndingWith(
                        ". The SDK is another than mcp-junit knows: 1.1, 2.0, 2.1 and 2.2 fit. McpConnection"
                                + " needs none.");
    }

    @Test
    void anything_else() {
        assertThat(SdkClassPath.problem("weather", new NoSuchMethodError("reactor.core.publisher.Mono.x()")))
                .hasMessage("Server 'weather': the MCP Java SDK does not fit what is beside it on the class path"
                        + " (java.lang.NoSuchMethodError: reactor.core.publisher.Mono.x()). Compare the versions in the"
                        + " build's dependency tree with those that the SDK asks for.");
    }
}
