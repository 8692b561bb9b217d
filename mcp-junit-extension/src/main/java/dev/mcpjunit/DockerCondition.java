/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.wiring.Launchers;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class whose servers need Docker on a machine without it, and says so. */
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
        List<String> needy = Declarations.needingDocker(context);
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
