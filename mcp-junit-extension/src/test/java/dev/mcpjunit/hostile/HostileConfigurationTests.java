/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.Accept;
import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations that cannot work. Each class fails immediately, says what is wrong and where, and shows no secret. */
@Tag("hostile")
@ExtendWith(NothingWritten.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileConfigurationTests {

    /** A part of the message. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Says {
        String[] value();
    }

    static Stream<Class<?>> configurations() {
        return Stream.of(HostileConfigurationTests.class.getDeclaredClasses())
                .filter(each -> each.isAnnotationPresent(Says.class))
                .sorted(java.util.Comparator.comparing(Class::getSimpleName));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void is_refused(Class<?> testCase) {
        String message = Hostile.clear(Run.of(testCase).failure());

        assertThat(message).contains(testCase.getAnnotation(Says.class).value());
    }

    @Says({"needs exactly one of image, dockerfile, command, url", "has none"})
    @McpServer
    static class NoSource extends OneTest {}

    @Says("but has command and url")
    @McpServer(command = "x", url = "http://localhost/mcp?token=planted-secret")
    static class TwoSources extends OneTest {}

    @Says("is no address")
    @McpServer(url = "http://localhost/mcp?token=planted-secret and a space")
    static class SpaceInAddress extends OneTest {}

    @Says("is no address")
    @McpServer(url = "http://user:planted-secret|@localhost/mcp")
    static class PipeInPassword extends OneTest {}

    @Says("is no address")
    @McpServer(url = "http://[::1/mcp?token=planted-secret")
    static class OpenBracket extends OneTest {}

    @Says("is no http or https address with a host")
    @McpServer(url = "ftp://user:planted-secret@localhost/mcp?token=planted-secret")
    static class OtherScheme extends OneTest {}

    @Says({"is no http or https address with a host", "my_host"})
    @McpServer(url = "http://my_host:80/mcp?token=planted-secret")
    static class UnderscoreInHost extends OneTest {}

    @Says({"is no address", "\\u{1B}[31mhttp\\u{202E}"})
    @McpServer(url = "\u001b[31mhttp\u202e")
    static class EscapeInAddress extends OneTest {}

    @Says({"Cannot resolve ${no.such.thing}", "@McpServer(headers)"})
    @McpServer(url = "http://localhost/mcp", headers = "Authorization: Bearer ${no.such.thing}")
    static class UnresolvedPlaceholder extends OneTest {}

    @Says("Cannot resolve ${no.such.thing}")
    @McpServer(command = "${no.such.thing}", env = "API_TOKEN=planted-secret")
    static class UnresolvedCommand extends OneTest {}

    @Says({"header", "Authorization"})
    @McpServer(url = "http://localhost/mcp", headers = "Authorization: Bearer planted-secret\nX-Injected: 1")
    static class LineFeedInHeader extends OneTest {}

    @Says({"header", "Authorization"})
    @McpServer(url = "http://localhost/mcp", headers = "Authorization: Bearer planted-secret\u20ac")
    static class EuroInHeader extends OneTest {}

    @Says("header")
    @McpServer(url = "http://localhost/mcp", headers = "Author ization: planted-secret")
    static class SpaceInHeaderName extends OneTest {}

    @Says("headers")
    @McpServer(url = "http://localhost/mcp", headers = "planted-secret")
    static class HeaderWithoutColon extends OneTest {}

    @Says("API_TOKEN")
    @McpServer(command = "true", env = "API_TOKEN=planted-secret\0")
    static class ZeroInVariable extends OneTest {}

    @Says("env")
    @McpServer(command = "true", env = "planted-secret")
    static class VariableWithoutValue extends OneTest {}

    @Says({"Server", "no-such-program-xyz"})
    @McpServer(
            command = {"no-such-program-xyz", "--api-key=planted-secret"},
            env = "API_TOKEN=planted-secret")
    static class MissingCommand extends OneTest {}

    @Says({"no-such-folder", "Dockerfile"})
    @McpServer(dockerfile = "no-such-folder/Dockerfile")
    static class MissingDockerfile extends OneTest {}

    @Says("startupTimeout")
    @McpServer(url = "http://localhost/mcp", startupTimeout = "soon")
    static class NoDuration extends OneTest {}

    @Says("requestTimeout")
    @McpServer(url = "http://localhost/mcp", requestTimeout = "-5s")
    static class NegativeDuration extends OneTest {}

    @Says("replicas")
    @McpServer(command = "true", replicas = -1)
    static class NegativeReplicas extends OneTest {}

    @Says("port = 70000 is no port")
    @McpServer(command = "true", transport = Transport.STREAMABLE_HTTP, port = 70_000)
    static class ImpossiblePort extends OneTest {}

    @Says("'transport' has no effect on a server at a known address")
    @McpServer(url = "http://localhost/mcp", transport = Transport.STDIO)
    static class StandardInputOfAddress extends OneTest {}

    @Says("is no protocol that this release speaks")
    @McpServer(url = "http://localhost/mcp", protocol = "\u001b[2J")
    static class EscapeInProtocol extends OneTest {}

    @Says("two servers have the name 'a'. Give one of them another name")
    @McpServer(name = "a", url = "http://localhost/1")
    @McpServer(name = "a", url = "http://localhost/2")
    static class TwoOfOneName extends OneTest {}

    @Says("missing")
    @McpServer(source = "missing")
    static class MissingMethod extends OneTest {}

    @Says({"failed", "\\u{1B}[31mred"})
    @McpServer(source = "throwing")
    static class ThrowingMethod extends OneTest {
        static URI throwing() {
            throw new IllegalStateException("\u001b[31mred\u202e", new RuntimeException("\u0007"));
        }
    }

    @Says("@PinnedSchema")
    @McpServer(name = "a", inProcess = Weather.DualInProcess.class)
    @PinnedSchema(servers = "b")
    static class PinOfAnother extends OneTest {}

    @Says("no.such.rule")
    @McpServer(name = "a", inProcess = Weather.DualInProcess.class)
    @PinnedSchema(accept = @Accept(rule = "no.such.rule", at = "tools/*", reason = "x"))
    static class AcceptsNoRule extends OneTest {}

    @Says("Unused fault: the test made no request that it affects")
    @InjectFault(fault = FaultKind.DELAY_REQUEST)
    static class FaultWithoutServer extends OneTest {}

    abstract static class OneTest implements EmptyTest {}

    @McpServer(name = "a", inProcess = Weather.DualInProcess.class)
    @PinnedSchema
    static class Configured extends OneTest {}

    @ParameterizedTest
    @CsvSource({
        "mcp.snapshot, sometimes",
        "mcp.startup.timeout, soon",
        "mcp.request.timeout, -1s",
        "mcp.startup.timeout, 99999999999999999999d"
    })
    void a_setting_that_is_none_is_refused(String name, String value) {
        Run run = Run.with(Map.of(name, value), Configured.class);

        assertThat(Hostile.clear(run.failure())).contains(name, value);
    }
}
