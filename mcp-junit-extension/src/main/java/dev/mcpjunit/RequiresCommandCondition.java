/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.settings.Requirement;
import dev.mcpjunit.server.internal.process.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Checks whether the programs of {@link RequiresCommand} are on the PATH. */
final class RequiresCommandCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), RequiresCommand.class).stream()
                .flatMap(annotation -> Stream.of(annotation.value()))
                .filter(program -> Programs.find(program, Path.of("")).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("All required programs are on the PATH");
        }
        return Requirement.COMMANDS.unmet(context, "@RequiresCommand: not on the PATH: " + String.join(", ", missing));
    }
}
