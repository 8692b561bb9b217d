/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is wrong with a source method, and what to do about it. */
class SourceMethodTests {

    private static String failureOf(Class<?> testCase) {
        return String.valueOf(Run.of(testCase).failure().getMessage())
                .replace("@McpServer(source = \"weather\") on " + testCase.getName() + ": ", "");
    }

    @McpServer(source = "weather")
    static class NotStaticTestCase {

        ServerSpec weather() {
            return Weather.stdio();
        }

        @Test
        void test() {}
    }

    @McpServer(source = "weather")
    static class ParametersTestCase {

        static ServerSpec weather(int number) {
            return ServerSpec.command(String.valueOf(number)).build();
        }

        @Test
        void test() {}
    }

    /** As Kotlin compiles a companion object. */
    @McpServer(source = "weather")
    static class KotlinTestCase {

        static final class Companion {
            ServerSpec weather() {
                return Weather.stdio();
            }
        }

        @Test
        void test() {}
    }

    static class OuterTestCase {

        static ServerSpec weather() {
            return Weather.stdio();
        }

        @Nested
        @McpServer(source = "weather")
        class InnerTestCase {
            @Test
            void test() {}
        }
    }

    @McpServer(source = "weather")
    static class TooEarlyTestCase {

        static ServerSpec weather() {
            throw new IllegalStateException("the application has no port yet");
        }

        @Test
        void test() {}
    }

    @Test
    void the_message_names_the_remedy() {
        assertThat(failureOf(NotStaticTestCase.class)).isEqualTo("the method 'weather' is not static. Make it static.");
        assertThat(failureOf(ParametersTestCase.class))
                .isEqualTo(
                        "there is no static method 'weather' without parameters in this class, but one with parameters."
                                + " Remove the parameters.");
        assertThat(failureOf(KotlinTestCase.class))
                .isEqualTo("the method 'weather' of the companion object is not static. Annotate it with @JvmStatic.");
        assertThat(failureOf(OuterTestCase.class).replace(OuterTestCase.InnerTestCase.class.getName(), "Inner"))
                .isEqualTo("@McpServer(source = \"weather\") on Inner: there is no static method 'weather' without"
                        + " parameters in this class, but there is one in the outer class "
                        + OuterTestCase.class.getName()
                        + ". Move @McpServer there, or call that method from a static method of this class.");
        assertThat(failureOf(TooEarlyTestCase.class))
                .isEqualTo("the method failed: java.lang.IllegalStateException: the application has no port yet\n"
                        + "  If it needs what another extension starts, put the annotation of that extension above"
                        + " @McpServer.");
    }
}
