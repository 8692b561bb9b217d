/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.model.ProtocolChoice;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSourceVisitor;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds attributes that an annotation sets and that its kind of server ignores: an ignored setting is misleading. */
final class IgnoredAttributes {

    private static final String NO_START = "Leave it out: there is nothing to start";
    private static final String KNOWN = "Leave it out: its address is known";
    private static final String HTTP = "Leave it out: it speaks HTTP";
    private static final Map<String, String> WHERE_RUNNING =
            Map.of("args", NO_START, "env", NO_START, "port", KNOWN, "path", KNOWN, "transport", HTTP);
    private static final String DONE = "Leave it out: the method has configured it";
    private static final Map<String, String> ON_CONTAINERS = Map.of("args", DONE, "env", DONE, "transport", HTTP);
    private static final String TRANSPORT = "If it listens on HTTP, say so: transport = STREAMABLE_HTTP";
    private static final Map<String, String> ON_STREAMS = Map.of(
            "port", TRANSPORT, "path", TRANSPORT, "headers", TRANSPORT, "cookies", TRANSPORT, "login", TRANSPORT);

    private IgnoredAttributes() {}

    /**
     * Find an attribute of a server that is ignored.
     *
     * @return what is wrong, as the end of a sentence
     */
    static Optional<String> find(McpServer annotation, ServerSource source, TransportOrigin origin) {
        return source.accept(new BySource(annotation, origin)).flatMap(ignored -> setAttributes(annotation, ignored)
                .filter(ignored.remedies()::containsKey)
                .findFirst()
                .map(attribute -> "'" + attribute + "' has no effect on " + ignored.kind() + ". "
                        + ignored.remedies().get(attribute)));
    }

    /** Who chooses a server's transport. */
    enum TransportOrigin {
        /** The annotation, or its default. */
        ANNOTATION,
        /** Each run of {@link AcrossProtocols}, so that the next run may choose another. */
        RUN
    }

    /**
     * Find an attribute of a fault that is ignored. An attribute that is set to its default cannot be distinguished.
     *
     * @return what is wrong, as a sentence without its end
     */
    static Optional<String> find(InjectFault annotation) {
        FaultKind kind = annotation.fault();
        boolean delays = kind == FaultKind.DELAY_REQUEST || kind == FaultKind.DELAY_ANSWER;
        boolean answers = kind == FaultKind.HTTP_STATUS;
        return Stream.of(
                        delays || annotation.delay().equals(FaultKind.DEFAULT_DELAY) ? "" : "delay",
                        answers || annotation.httpStatus() == FaultKind.DEFAULT_HTTP_STATUS ? "" : "httpStatus",
                        answers || annotation.retryAfter().isEmpty() ? "" : "retryAfter")
                .filter(attribute -> !attribute.isEmpty())
                .findFirst()
                .map(attribute -> "'" + attribute + "' has no effect on fault = " + kind + ". Leave it out, or choose "
                        + (attribute.equals("delay") ? "DELAY_REQUEST or DELAY_ANSWER" : "HTTP_STATUS"));
    }

    /** Find an attribute that describes what a configuration file describes itself. */
    static Optional<String> findBesideConfig(McpServer annotation) {
        var nothing = new Ignored("", Map.of(), Set.of());
        return Stream.concat(
                        setAttributes(annotation, nothing), Stream.of(annotation.replicas() == 1 ? "" : "replicas"))
                .filter(attribute ->
                        !attribute.isEmpty() && !Set.of("cookies", "login").contains(attribute))
                .findFirst();
    }

    /** Whether an annotation describes the server in addition to naming it. */
    static boolean isMoreThanName(McpServer annotation) {
        return annotation.transport() != Transport.AUTO
                || annotation.port() != 0
                || !annotation.path().equals(ServerSpecBuilder.DEFAULT_PATH)
                || annotation.args().length + annotation.env().length + annotation.headers().length > 0
                || annotation.cookies()
                || annotation.login() != Login.NONE
                || annotation.clientCapabilities().length > 0
                || !annotation.protocol().equals(ProtocolChoice.AUTO.text())
                || annotation.replicas() != 1
                || !annotation.startupTimeout().isEmpty()
                || !annotation.requestTimeout().isEmpty();
    }

    private static Stream<String> setAttributes(McpServer annotation, Ignored ignored) {
        return Stream.of(
                        annotation.args().length > 0 ? "args" : "",
                        annotation.env().length > 0 ? "env" : "",
                        annotation.port() != 0 ? "port" : "",
                        annotation.path().equals(ServerSpecBuilder.DEFAULT_PATH) ? "" : "path",
                        annotation.headers().length > 0 ? "headers" : "",
                        annotation.cookies() ? "cookies" : "",
                        annotation.login() == Login.NONE ? "" : "login",
                        ignored.accepts(annotation.transport()) ? "" : "transport")
                .filter(attribute -> !attribute.isEmpty());
    }

    /**
     * What one kind of source ignores.
     *
     * @param kind the kind of source, for the message
     * @param remedies what to do, by attribute
     */
    private record Ignored(String kind, Map<String, String> remedies, Set<Transport> transports) {

        boolean accepts(Transport transport) {
            return transport == Transport.AUTO || transports.contains(transport);
        }
    }

    private record BySource(McpServer annotation, TransportOrigin origin)
            implements ServerSourceVisitor<Optional<Ignored>> {

        /** An image may expose a port, which only Docker knows. */
        @Override
        public Optional<Ignored> image(ServerSource.Image image) {
            return onStreams(annotation.transport() == Transport.STDIO);
        }

        @Override
        public Optional<Ignored> dockerfile(ServerSource.Dockerfile dockerfile) {
            return onStreams(annotation.transport() == Transport.STDIO);
        }

        @Override
        public Optional<Ignored> command(ServerSource.Command command) {
            return onStreams(!annotation.transport().isHttp());
        }

        @Override
        public Optional<Ignored> bundle(ServerSource.Bundle bundle) {
            return onStreams(!annotation.transport().isHttp());
        }

        @Override
        public Optional<Ignored> remote(ServerSource.Remote remote) {
            return Optional.of(new Ignored("a server at a known address", WHERE_RUNNING, remote.transports()));
        }

        @Override
        public Optional<Ignored> inProcess(ServerSource.InProcess inProcess) {
            return Optional.of(new Ignored("a server in this JVM", WHERE_RUNNING, Set.of()));
        }

        @Override
        public Optional<Ignored> container(ServerSource.Container container) {
            return Optional.of(new Ignored("a container of the test's own", ON_CONTAINERS, container.transports()));
        }

        private Optional<Ignored> onStreams(boolean speaksOnStreams) {
            return speaksOnStreams && origin == TransportOrigin.ANNOTATION
                    ? Optional.of(new Ignored("a server on standard input and output", ON_STREAMS, Set.of()))
                    : Optional.empty();
        }
    }
}
