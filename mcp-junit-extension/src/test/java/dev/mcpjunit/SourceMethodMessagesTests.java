/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages for wrong source methods, each message once. */
class SourceMethodMessagesTests {

    private static String failureOf(Class<?> testCase) {
        return String.valueOf(Run.with(Map.of(), testCase).failure().getMessage());
    }

    @Test
    void a_source_method_must_be_there_and_give_a_source() {
        assertThat(failureOf(NoMethodTestCase.class))
                .isEqualTo("@McpServer(source = \"weather\") on " + NoMethodTestCase.class.getName()
                        + ": there is no static method 'weather' without parameters in this class, but one with"
                        + " parameters. Remove the parameters.");
        assertThat(failureOf(NullMethodTestCase.class)).endsWith(": the method 'weather' returned null.");
        assertThat(failureOf(WrongMethodTestCase.class))
                .endsWith(
                        ": the method 'weather' returned a java.lang.Integer, but a source is a ServerSpec, an McpEndpoint,"
                                + " a URI or a Testcontainers container.");
        assertThat(failureOf(FailingMethodTestCase.class))
                .contains(": the method failed: java.lang.IllegalStateException: no weather today\n");
        assertThat(failureOf(WholeSpecTestCase.class))
                .endsWith(": the method 'weather' returns a whole ServerSpec, so the annotation can only add 'name' and"
                        + " 'scope'. Put the other settings into the spec.");
    }

    @McpServer(source = "weather")
    static class NoMethodTestCase {
        @Test
        void test() {}

        static ServerSpec weather(int parameter) {
            return ServerSpec.command(Integer.toString(parameter)).build();
        }
    }

    @McpServer(source = "weather")
    static class NullMethodTestCase {
        @Test
        void test() {}

        static Object weather() {
            return null;
        }
    }

    @McpServer(source = "weather")
    static class WrongMethodTestCase {
        @Test
        void test() {}

        static Object weather() {
            return 42;
        }
    }

    @McpServer(source = "weather")
    static class FailingMethodTestCase {
        @Test
        void test() {}

        static URI weather() {
            throw new IllegalStateException("no weather today");
        }
    }

    @McpServer(source = "weather", path = "/other")
    static class WholeSpecTestCase {
        @Test
        void test() {}

        static ServerSpec weather() {
            return ServerSpec.command("x").build();
        }
    }
}
