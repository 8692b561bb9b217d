/* SPDX-License-Identifier: Apache-2.0 */
package com.example.library;

import dev.mcpjunit.server.McpServerFactory;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the library in the JVM of a test, for tests of its clients. */
// tag::factory[]
public class RunningLibrary implements McpServerFactory {

    @Override
    public Started start() {
        ConfigurableApplicationContext library = SpringApplication.run(LibraryApplication.class, "--server.port=0");
        String port = library.getEnvironment().getRequiredProperty("local.server.port");
        return new Started(URI.create("http://localhost:" + port + "/mcp"), library);
    }
}
// end::factory[]
