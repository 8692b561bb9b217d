/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.wiring.Launchers;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips what needs Docker on a machine without it, and says so: by the annotations, before anything of a class runs;
 * for servers that a method or a field declares, when it is known what they are.
 */
final class DockerCondition {

    private static final ConditionEvaluationResult ENABLED = ConditionEvaluationResult.enabled(null);

    private DockerCondition() {}

    static ConditionEvaluationResult evaluate(ExtensionContext context) {
        return evaluate(context, Launchers::dockerProblem);
    }

    static ConditionEvaluationResult evaluate(ExtensionContext context, Supplier<Optional<String>> dockerProblem) {
        if (context.getTestClass().isEmpty() || context.getTestMethod().isPresent()) {
            return ENABLED;
        }
        return verdict(context, Declarations.needingDocker(context), dockerProblem);
    }

    /**
     * Abort a class or a test whose servers need Docker.
     *
     * @throws TestAbortedException where there is none, and it is not required
     */
    static void abortWithout(
            ExtensionContext context, List<ServerSpec> servers, Supplier<Optional<String>> dockerProblem) {
        List<String> needy = servers.stream()
                .map(ServerSpec::source)
                .filter(ServerSource::needsDocker)
                .map(ServerSource::describe)
                .map(source -> "the " + source)
                .toList();
        ConditionEvaluationResult verdict = verdict(context, needy, dockerProblem);
        if (verdict.isDisabled()) {
            throw new TestAbortedException(verdict.getReason().orElse("Docker is not available"));
        }
    }

    private static ConditionEvaluationResult verdict(
            ExtensionContext context, List<String> needy, Supplier<Optional<String>> dockerProblem) {
        if (needy.isEmpty()) {
            return ENABLED;
        }
        return dockerProblem
                .get()
                .map(problem -> Requirement.DOCKER.unmet(
                        context,
                        "Docker is not available (" + problem.strip() + "), but " + String.join(", ", needy)
                                + " needs it"))
                .orElse(ENABLED);
    }
}
