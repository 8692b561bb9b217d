/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.internal.extension.DockerCondition;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What becomes of tests on a machine that lacks what they need. */
class RequirementTests {

    @Test
    void without_docker_a_class_with_containers_is_skipped_with_the_reason() {
        Run run = Run.with(Map.of("mcp.docker", "auto"), ContainerTestCase.class);

        assertThat(run.started()).isZero();
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipReasons())
                .containsExactly(
                        "Docker is not available (no socket at all), but @McpServer(image = \"weather:1\") needs it"
                                + " (-Dmcp.docker=required makes this a failure)");
    }

    @Test
    void without_docker_it_fails_where_docker_is_required() {
        assertThat(Run.with(Map.of("mcp.docker", "required"), ContainerTestCase.class)
                        .failure())
                .rootCause()
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "Docker is not available (no socket at all), but @McpServer(image = \"weather:1\") needs it. mcp.docker ="
                                + " required, so this is no reason to skip: start Docker, or leave the setting out");
    }

    static class NoDocker implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return DockerCondition.evaluate(ClassReader.declarations(context), () -> Optional.of("no socket at all\n"));
        }
    }

    @ExtendWith(NoDocker.class)
    @McpServer(name = "weather", image = "weather:1")
    static class ContainerTestCase implements EmptyTest {}

    @Test
    void without_docker_a_class_whose_method_declares_a_container_is_aborted_with_the_reason() {
        Run run = Run.with(Map.of("mcp.docker", "auto"), DeclaringTestCase.class);

        assertThat(run.started()).isZero();
        assertThat(run.failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Docker is not available (no socket at all), but the image weather:1 needs it"
                        + " (-Dmcp.docker=required makes this a failure)");
    }

    static class AbortsWithoutDocker implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            DockerCondition.abortWithout(
                    context,
                    List.of(ServerSpec.image("weather:1").name("weather").build()),
                    () -> Optional.of("no socket at all\n"));
        }
    }

    @ExtendWith(AbortsWithoutDocker.class)
    static class DeclaringTestCase implements EmptyTest {}

    @Test
    void tests_whose_server_is_not_to_be_had_here_are_skipped_one_by_one() {
        Run run = Run.of(NotHereTestCase.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipReasons()).containsExactly("not on this machine", "not on this machine");
    }

    @McpServer(name = "weather", source = "server")
    @PinnedSchema
    static class NotHereTestCase {

        static ServerSpec server() {
            return Assumptions.abort("not on this machine");
        }

        @Test
        void one(McpConnection weather) {}

        @Test
        void two() {}
    }

    @Test
    void without_docker_other_servers_work() {
        Run.with(Map.of("mcp.docker", "required"), OtherTestCase.class).allSucceeded(1);
    }

    @ExtendWith(NoDocker.class)
    @McpServer(name = "weather", inProcess = dev.mcpjunit.testkit.Weather.InProcess.class)
    static class OtherTestCase implements EmptyTest {}

    @Test
    void without_its_program_a_test_is_skipped_with_the_reason() {
        Run run = Run.with(Map.of("mcp.commands", "auto"), CommandTestCase.class);

        assertThat(run.succeeded()).isOne();
        assertThat(run.skipReasons())
                .containsExactly("@RequiresCommand: not on the PATH: no-such-program, nor-this-one"
                        + " (-Dmcp.commands=required makes this a failure)");
    }

    @Test
    void without_its_program_it_fails_where_programs_are_required() {
        assertThat(Run.with(Map.of("mcp.commands", "required"), CommandTestCase.class)
                        .failure())
                .rootCause()
                .hasMessage("@RequiresCommand: not on the PATH: no-such-program, nor-this-one. mcp.commands = required,"
                        + " so this is no reason to skip: install it, or leave the setting out");
    }

    static class CommandTestCase {
        @Test
        @RequiresCommand({"no-such-program", "java", "nor-this-one"})
        void skipped() {}

        @Test
        @RequiresCommand("java")
        void runs() {}
    }
}
