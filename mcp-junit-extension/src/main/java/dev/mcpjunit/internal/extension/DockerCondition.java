/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.settings.Requirement;
import dev.mcpjunit.internal.wiring.Launchers;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips tests that need Docker where it is not available, with the reason: before anything of a class runs if its
 * annotations need Docker; for servers that a method or a field declares, as soon as they are known.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DockerCondition {

    private static final ConditionEvaluationResult ENABLED = ConditionEvaluationResult.enabled(null);

    private DockerCondition() {}

    /** Skip a class that needs Docker, or fail it if Docker is required. */
    public static ConditionEvaluationResult evaluate(Declarations declared) {
        return evaluate(declared, Launchers::dockerProblem);
    }

    /**
     * Skip a class that needs Docker, or fail it if Docker is required.
     *
     * @param dockerProblem says why Docker is not available
     */
    public static ConditionEvaluationResult evaluate(Declarations declared, Supplier<Optional<String>> dockerProblem) {
        ExtensionContext context = declared.context();
        if (context.getTestClass().isEmpty() || context.getTestMethod().isPresent()) {
            return ENABLED;
        }
        return verdict(context, declared.needingDocker(), dockerProblem);
    }

    /**
     * Abort a class or a test whose servers need Docker.
     *
     * @throws TestAbortedException if Docker is not available and not required
     */
    public static void abortWithout(
            ExtensionContext context, List<ServerSpec> servers, Supplier<Optional<String>> dockerProblem) {
        List<String> needing = servers.stream()
                .map(ServerSpec::source)
                .filter(ServerSource::needsDocker)
                .map(ServerSource::describe)
                .map(source -> "the " + source)
                .toList();
        ConditionEvaluationResult verdict = verdict(context, needing, dockerProblem);
        if (verdict.isDisabled()) {
            throw new TestAbortedException(verdict.getReason().orElse("Docker is not available"));
        }
    }

    private static ConditionEvaluationResult verdict(
            ExtensionContext context, List<String> needing, Supplier<Optional<String>> dockerProblem) {
        if (needing.isEmpty()) {
            return ENABLED;
        }
        return dockerProblem
                .get()
                .map(problem -> Requirement.DOCKER.unmet(
                        context,
                        "Docker is not available (" + problem.strip() + "), but " + String.join(", ", needing)
                                + " needs it"))
                .orElse(ENABLED);
    }
}
