/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.mcpjunit.architecture.ArchitectureTests.MAIN;
import static dev.mcpjunit.architecture.ArchitectureTests.ROOT;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no code of the library does at run time. */
class RuntimeRulesTests {

    @Test
    void nothing_lives_in_a_static() {
        fields().that().areStatic().should().beFinal().check(MAIN);
        fields().that().areStatic().should().notHaveRawType(ThreadLocal.class).check(MAIN);
    }

    @Test
    void nothing_sleeps_except_where_the_system_reports_nothing() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        Pattern.quote(ROOT + ".")
                                + "(server\\.internal\\.(process\\.(ProcessTree|Freezer)|container\\.ImagePull)"
                                + "|fault\\.internal\\.http\\.Listener|snapshot\\.internal\\.FileLock|contract\\.internal\\.trial\\.(MachineTime|Watch))")
                .should()
                .callMethodWhere(sleeps())
                .check(MAIN);
    }

    private static DescribedPredicate<JavaMethodCall> sleeps() {
        return DescribedPredicate.describe("sleeps", call -> {
            String owner = call.getTargetOwner().getName();
            String method = call.getName();
            return (method.equals("sleep")
                            && (owner.equals(Thread.class.getName()) || owner.equals(TimeUnit.class.getName())))
                    || (owner.equals(LockSupport.class.getName()) && method.matches("park(Nanos|Until)"));
        });
    }

    @Test
    void nothing_prints() {
        // The relay is a program of its own: its streams are the client's. Workflows read commands from standard
        // output.
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".fault.internal.stdio.relay.."))
                .and(resideOutsideOfPackages(ROOT + ".internal.console.."))
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.extension.GitHubReport")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }
}
