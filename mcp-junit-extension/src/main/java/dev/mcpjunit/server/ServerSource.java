/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.base.CommandLine;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Where a server comes from. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ServerSource {

    /**
     * Describe the source for messages.
     *
     * @return for example {@code image ghcr.io/acme/weather:1.4}; never {@code null}
     */
    String describe();

    /**
     * Derive a name for the server.
     *
     * @return the name that the server has unless the test gives it one; never {@code null}
     */
    String defaultName();

    /**
     * List the transports over which a server from this source can be reached.
     *
     * @return one or more transports; never {@link Transport#AUTO}
     */
    default Set<Transport> transports() {
        return EnumSet.of(Transport.STREAMABLE_HTTP, Transport.SSE, Transport.STDIO);
    }

    /** {@return whether the server runs in a container, so that it needs Docker} */
    default boolean needsDocker() {
        return false;
    }

    /**
     * Check whether the test starts the server.
     *
     * @return {@code false} if the server is already running when the test begins
     */
    default boolean isStartedByTest() {
        return true;
    }

    /**
     * Get the HTTP address of a server that is already running.
     *
     * @return the address; empty if the test starts the server, or if the server is a command
     */
    default Optional<URI> runningAddress() {
        return Optional.empty();
    }

    /**
     * Call the method of a visitor that handles this kind of source.
     *
     * @param visitor handles each kind of source
     * @param <R> the type of the result
     * @return the result of the visitor's method
     */
    <R> R accept(ServerSourceVisitor<R> visitor);

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

        @Override
        public String defaultName() {
            return ServerNames.ofImage(reference);
        }

        @Override
        public boolean needsDocker() {
            return true;
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.image(this);
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

        @Override
        public String defaultName() {
            return ServerNames.ofDockerfile(path);
        }

        @Override
        public boolean needsDocker() {
            return true;
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.dockerfile(this);
        }
    }

    /**
     * A command.
     *
     * @param words the program and its arguments; not empty
     * @param directory the working directory; made absolute
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Command(List<String> words, Path directory) implements ServerSource {

        /** Copy the words. */
        public Command {
            words = List.copyOf(words);
            directory = directory.toAbsolutePath().normalize();
        }

        /**
         * Make a command that runs in the working directory of this JVM.
         *
         * @param words the program and its arguments; not empty
         */
        public Command(List<String> words) {
            this(words, Path.of(""));
        }

        @Override
        public String describe() {
            return "command " + CommandLine.print(words);
        }

        @Override
        public String defaultName() {
            return ServerNames.ofCommand(words);
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.command(this);
        }
    }

    /**
     * The archive of an MCP bundle, which is unpacked into a temporary folder for as long as the server runs.
     *
     * @param archive the file, absolute
     * @param sha256 its SHA-256 when it was checked, in lower case; a file with another hash is not started
     * @param words the program and its arguments, in which <code>${__dirname}</code> is the folder; not empty
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Bundle(Path archive, String sha256, List<String> words) implements ServerSource {
        /** Copy the words. */
        public Bundle {
            words = List.copyOf(words);
        }

        @Override
        public String describe() {
            return "bundle " + archive;
        }

        @Override
        public String defaultName() {
            return ServerNames.ofBundle(archive);
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.bundle(this);
        }
    }

    /**
     * A server that is already running, or an endpoint that was made elsewhere.
     *
     * @param endpoint where it can be reached
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Remote(McpEndpoint endpoint) implements ServerSource {
        @Override
        public String describe() {
            return "endpoint " + endpoint.describe();
        }

        @Override
        public String defaultName() {
            return ServerNames.ofEndpoint(endpoint);
        }

        @Override
        public Set<Transport> transports() {
            return endpoint instanceof McpEndpoint.Stdio
                    ? EnumSet.of(Transport.STDIO)
                    : EnumSet.of(Transport.STREAMABLE_HTTP, Transport.SSE);
        }

        @Override
        public boolean isStartedByTest() {
            return false;
        }

        @Override
        public Optional<URI> runningAddress() {
            return endpoint instanceof McpEndpoint.Http http ? Optional.of(http.uri()) : Optional.empty();
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.remote(this);
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

        @Override
        public String defaultName() {
            return ServerNames.ofClass(factory);
        }

        @Override
        public Set<Transport> transports() {
            return EnumSet.of(Transport.STREAMABLE_HTTP, Transport.SSE);
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.inProcess(this);
        }
    }

    /**
     * A Testcontainers container that the test configured. Started and stopped with the server, unless it is already
     * running.
     *
     * @param container an {@code org.testcontainers.containers.GenericContainer}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Container(Object container) implements ServerSource {
        @Override
        public String describe() {
            return "container " + container.getClass().getSimpleName();
        }

        @Override
        public String defaultName() {
            return ServerNames.FALLBACK;
        }

        @Override
        public Set<Transport> transports() {
            return EnumSet.of(Transport.STREAMABLE_HTTP, Transport.SSE);
        }

        @Override
        public boolean needsDocker() {
            return true;
        }

        @Override
        public <R> R accept(ServerSourceVisitor<R> visitor) {
            return visitor.container(this);
        }
    }
}
