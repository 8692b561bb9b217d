/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal;

import dev.mcpjunit.internal.settings.Requirement;
import dev.mcpjunit.server.internal.process.Programs;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests of what npm installs on machines without it, or fails them if commands are required. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NpmCondition implements ExecutionCondition {

    /** Called by JUnit. */
    public NpmCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Programs.find("npm", Path.of("")).isPresent()
                ? ConditionEvaluationResult.enabled("npm is on the PATH")
                : Requirement.COMMANDS.unmet(
                        context, "The conformance suite is installed by npm, which is not on the PATH");
    }
}
