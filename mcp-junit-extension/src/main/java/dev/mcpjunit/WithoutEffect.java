/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what an annotation says and its kind of server has no use for: a setting that is ignored misleads. */
final class WithoutEffect {

    private static final String NO_START = "Leave it out: there is nothing to start";
    private static final String KNOWN = "Leave it out: its address is known";
    private static final String HTTP = "Leave it out: it speaks HTTP";
    private static final Map<String, String> ON_WHAT_RUNS =
            Map.of("args", NO_START, "env", NO_START, "port", KNOWN, "path", KNOWN, "transport", HTTP);
    private static final String DONE = "Leave it out: the method has configured it";
    private static final Map<String, String> ON_CONTAINERS = Map.of("args", DONE, "env", DONE, "transport", HTTP);
    private static final String TRANSPORT = "If it listens on HTTP, say so: transport = STREAMABLE_HTTP";
    private static final Map<String, String> ON_STREAMS =
            Map.of("port", TRANSPORT, "path", TRANSPORT, "headers", TRANSPORT);

    private WithoutEffect() {}

    /**
     * What is wrong, as the end of a sentence.
     *
     * @param isTransportChosen whether the transport is not the annotation's to choose, and may be another next time
     */
    static Optional<String> find(McpServer annotation, ServerSource source, boolean isTransportChosen) {
        if (source instanceof ServerSource.Remote) {
            return first(annotation, source, ON_WHAT_RUNS, "a server at a known address");
        }
        if (source instanceof ServerSource.InProcess) {
            return first(annotation, source, ON_WHAT_RUNS, "a server in this JVM");
        }
        if (source instanceof ServerSource.Container) {
            return first(annotation, source, ON_CONTAINERS, "a container of the test's own");
        }
        return !isTransportChosen && isOnStandardStreams(annotation, source)
                ? first(annotation, source, ON_STREAMS, "a server on standard input and output")
                : Optional.empty();
    }

    /** What is wrong with a fault, as a sentence without its end. A setting that says its default is not told apart. */
    static Optional<String> find(InjectFault annotation) {
        FaultKind kind = annotation.fault();
        boolean delays = kind == FaultKind.DELAY_REQUEST || kind == FaultKind.DELAY_ANSWER;
        boolean answers = kind == FaultKind.HTTP_STATUS;
        return Stream.of(
                        delays || annotation.delay().equals(FaultKind.DEFAULT_DELAY) ? "" : "delay",
                        answers || annotation.status() == FaultKind.DEFAULT_STATUS ? "" : "status",
                        answers || annotation.retryAfter().isEmpty() ? "" : "retryAfter")
                .filter(setting -> !setting.isEmpty())
                .findFirst()
                .map(setting -> "'" + setting + "' has no effect on fault = " + kind + ". Leave it out, or choose "
                        + (setting.equals("delay") ? "DELAY_REQUEST or DELAY_ANSWER" : "HTTP_STATUS"));
    }

    private static Optional<String> first(
            McpServer annotation, ServerSource source, Map<String, String> useless, String kind) {
        return said(annotation, source)
                .filter(useless::containsKey)
                .findFirst()
                .map(setting -> "'" + setting + "' has no effect on " + kind + ". " + useless.get(setting));
    }

    /** An image may expose a port, which only Docker knows. */
    private static boolean isOnStandardStreams(McpServer annotation, ServerSource source) {
        return annotation.transport() == Transport.STDIO
                || (annotation.transport() == Transport.AUTO && source instanceof ServerSource.Command);
    }

    private static Stream<String> said(McpServer annotation, ServerSource source) {
        return Stream.of(
                        annotation.args().length > 0 ? "args" : "",
                        annotation.env().length > 0 ? "env" : "",
                        annotation.port() != 0 ? "port" : "",
                        annotation.path().equals(ServerSpecBuilder.DEFAULT_PATH) ? "" : "path",
                        annotation.headers().length > 0 ? "headers" : "",
                        saysTransport(annotation, source) ? "transport" : "")
                .filter(setting -> !setting.isEmpty());
    }

    /** What has an address may speak either of the transports over HTTP; what is made in this JVM speaks ours. */
    private static boolean saysTransport(McpServer annotation, ServerSource source) {
        boolean mayChoose = source instanceof ServerSource.Remote || source instanceof ServerSource.Container;
        return annotation.transport() != Transport.AUTO
                && !(mayChoose && annotation.transport().isHttp());
    }
}
