/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/** Where a server comes from. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ServerSource {

    /**
     * Tell what this is about, for messages.
     *
     * @return for example {@code image ghcr.io/acme/weather:1.4}; never {@code null}
     */
    String describe();

    /**
     * A container image.
     *
     * @param reference for example {@code ghcr.io/acme/weather:1.4}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Image(String reference) implements ServerSource {
        @Override
        public String describe() {
            return "image " + reference;
        }
    }

    /**
     * An image to be built.
     *
     * @param path a Dockerfile, or a directory that has one; everything beside it is the build context
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Dockerfile(Path path) implements ServerSource {
        @Override
        public String describe() {
            return "dockerfile " + path;
        }
    }

    /**
     * A command.
     *
     * @param words the program and its arguments; not empty
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Command(List<String> words) implements ServerSource {

        /** Copy the words. */
        public Command {
            words = List.copyOf(words);
        }

        @Override
        public String describe() {
            return "command " + String.join(" ", words);
        }
    }

    /**
     * A server that runs already, or one whose endpoint somebody else made.
     *
     * @param endpoint where it can be reached
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Remote(McpEndpoint endpoint) implements ServerSource {
        @Override
        public String describe() {
            return "endpoint " + endpoint.describe();
        }
    }

    /**
     * A class that makes a server in this JVM.
     *
     * @param factory an {@link McpServerFactory}, or a class with a method that makes a server of the Java SDK
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record InProcess(Class<?> factory) implements ServerSource {
        @Override
        public String describe() {
            return "in-process " + factory.getName();
        }
    }

    /**
     * A Testcontainers container that the test has configured. Started and stopped with the server, unless it runs
     * already.
     *
     * @param container an {@code org.testcontainers.containers.GenericContainer}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Container(Object container) implements ServerSource {
        @Override
        public String describe() {
            return "container " + container.getClass().getSimpleName();
        }
    }
}
