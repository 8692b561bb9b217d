/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;

/** The rules of {@code docs/architecture.md}. A rule that hurts is changed here and there, in one step. */
class ArchitectureTests {

    static final String ROOT = "dev.mcpjunit";

    /** Top may use below, never up. */
    private static final List<String> LAYERS = List.of(
            "", // annotations and the extension
            ".assertj",
            ".contract",
            ".internal.extension",
            ".internal.pin",
            ".internal.telemetry",
            ".internal.report",
            ".internal.settings",
            ".fleet",
            ".load",
            ".internal.wiring",
            ".cassette",
            ".connection",
            ".internal.wire",
            ".contract.verdict", // values, which load sessions use as well
            ".fault",
            ".snapshot",
            ".server",
            ".drift",
            ".transcript",
            ".traffic",
            ".budget",
            ".internal.rpc",
            ".model",
            ".internal.framing",
            ".authorization",
            ".failure",
            ".endpoint",
            ".internal.console",
            ".internal.time",
            ".internal.base",
            ".internal.masking",
            ".json",
            ".internal.text",
            ".internal.secret");

    /** It asks the validator, whose only home is {@code json.schema}. */
    private static final String INTERNAL_BESIDE_THE_VALIDATOR = ROOT + ".json.schema.SchemaReading";

    /** Whether bounds alone break is a fact about a witness, and both answers break. */
    private static final String RECORD_WITH_A_FACT = ROOT + ".drift.schema.SchemaVerdict$Breaking";

    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT)
            .that(resideOutsideOfPackages(ROOT + ".fixtures.."));

    @Test
    void enough_classes_were_looked_at() {
        // An import that finds nothing would pass every rule.
        assertThat(MAIN.size()).isGreaterThan(100);
    }

    @Test
    void only_across_protocols_needs_junit_5_13() {
        // Spring Boot 3 brings JUnit 5.12: an extension that names a missing type is not even loaded.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".AcrossProtocols")
                .and()
                .haveNameNotMatching(Pattern.quote(ROOT + ".AcrossProtocolsProvider") + ".*")
                .should()
                .dependOnClassesThat(
                        simpleNameContaining("ClassTemplate").or(nameMatching(".*\\.AcrossProtocolsProvider.*")))
                .check(MAIN);
    }

    @TestFactory
    List<DynamicTest> a_layer_uses_only_what_is_below_it() {
        var tests = new ArrayList<DynamicTest>();
        for (String layer : LAYERS.subList(1, LAYERS.size())) {
            ArchRule rule = noClasses()
                    .that(areIn(List.of(layer)))
                    .should()
                    .dependOnClassesThat(areIn(LAYERS.subList(0, LAYERS.indexOf(layer))));
            tests.add(DynamicTest.dynamicTest(layer, () -> rule.check(MAIN)));
        }
        return tests;
    }

    private static DescribedPredicate<JavaClass> areIn(List<String> layers) {
        return DescribedPredicate.describe("are in " + layers, type -> layers.contains(layerOf(type)));
    }

    /** The layer of a class of this library: the innermost, where one stands within another. */
    private static String layerOf(JavaClass type) {
        String name = type.getPackageName();
        return LAYERS.stream()
                .filter(layer -> name.equals(ROOT + layer) || (!layer.isEmpty() && name.startsWith(ROOT + layer + ".")))
                .max(Comparator.comparingInt(String::length))
                .orElse("none: " + name);
    }

    private static String packages(String layer) {
        return layer.isEmpty() ? ROOT : ROOT + layer + "..";
    }

    @Test
    void every_package_is_on_the_map() {
        String[] known = LAYERS.stream().map(ArchitectureTests::packages).toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(MAIN);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void classes_of_the_entrance_are_free_of_cycles() {
        // An annotation names the extension that reads it, and the annotation that holds several of its kind.
        slices().assignedFrom(new EntranceClasses())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        DescribedPredicate.describe("annotations", JavaClass::isAnnotation),
                        DescribedPredicate.describe("annotations", JavaClass::isAnnotation)
                                .or(nameMatching(
                                        ".*\\.(McpExtension|RequiresCommandCondition|AcrossProtocolsProvider)")))
                .check(MAIN);
    }

    @Test
    void annotations_of_test_classes_are_read_in_one_place() {
        // ClassReader reads each class once. RequiresCommand can be used without a server and has a reader of its own;
        // SpringEnvironment looks for an annotation of JUnit.
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT, ROOT + ".internal.extension..", ROOT + ".internal.pin..", ROOT + ".internal.settings..")
                .and()
                .haveNameNotMatching(".*\\.(ClassReader|RunReader|RequiresCommandCondition|SpringEnvironment)")
                .should()
                .dependOnClassesThat(belongToAnyOf(AnnotationSupport.class))
                .orShould()
                .callMethodWhere(target(owner(belongToAnyOf(Class.class, Method.class)))
                        .and(target(nameMatching("get(Declared)?Annotations?(ByType)?"))))
                .check(MAIN);
    }

    @Test
    void nothing_depends_on_the_assertj_front() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".assertj..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".assertj..")
                .check(MAIN);
    }

    @TestFactory
    List<DynamicTest> a_foreign_library_has_one_home() {
        return List.of(
                home("com.fasterxml.jackson.core..", ROOT + ".json", ROOT + ".json.internal"),
                home("com.fasterxml.jackson.databind..", ROOT + ".json.internal.jackson2"),
                home("tools.jackson..", ROOT + ".json.internal.jackson3"),
                home("dev.harrel..", ROOT + ".json.schema"),
                home("org.testcontainers..", ROOT + ".server.internal.container"),
                home("com.github.dockerjava..", ROOT + ".server.internal.container"),
                home("org.assertj..", ROOT + ".assertj"),
                home(
                        "org.junit..",
                        ROOT,
                        ROOT + ".internal.extension",
                        ROOT + ".internal.settings",
                        ROOT + ".contract",
                        ROOT + ".contract.internal"),
                home(
                        "io.modelcontextprotocol..",
                        ROOT + ".internal.wire.sdk",
                        ROOT + ".fault.sdk",
                        ROOT + ".server.internal.inprocess.sdk"),
                home(
                        "reactor..",
                        ROOT + ".internal.wire.sdk",
                        ROOT + ".fault.sdk",
                        ROOT + ".server.internal.inprocess.sdk"),
                home("com.github.tomakehurst.wiremock..", ROOT + ".fault.internal.wiremock"),
                home("org.wiremock..", ROOT + ".fault.internal.wiremock"),
                home("com.knuddels..", ROOT + ".budget.internal.jtokkit"),
                home("io.opentelemetry..", ROOT + ".internal.telemetry"),
                home("org.apache.lucene..", ROOT + ".fleet.internal.lucene"),
                home(
                        "com.sun.net.httpserver..",
                        ROOT + ".server.internal.inprocess.sdk",
                        ROOT + ".cassette.internal",
                        ROOT + ".authorization.internal",
                        ROOT + ".contract.internal.login"));
    }

    private static DynamicTest home(String library, String... homes) {
        ArchRule rule = noClasses()
                .that(resideOutsideOfPackages(homes))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
        return DynamicTest.dynamicTest(library, () -> rule.check(MAIN));
    }

    @Test
    void the_engines_are_values_in_values_out() {
        classes()
                .that(resideInAnyPackage(
                        ROOT + ".drift..",
                        ROOT + ".budget..",
                        ROOT + ".model..",
                        ROOT + ".json..",
                        ROOT + ".internal.rpc..",
                        ROOT + ".internal.framing.."))
                .should(onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.apiguardian..",
                        "org.jspecify..",
                        ROOT + ".internal.secret..",
                        ROOT + ".internal.text..",
                        "com.fasterxml.jackson..",
                        "tools.jackson..",
                        "dev.harrel..",
                        "com.knuddels..",
                        ROOT + ".drift..",
                        ROOT + ".budget..",
                        ROOT + ".model..",
                        ROOT + ".json..",
                        ROOT + ".internal.rpc..",
                        ROOT + ".internal.framing..")))
                .check(MAIN);
    }

    @Test
    void the_traffic_knows_no_server_and_no_test_framework() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".traffic..")
                .should(onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.apiguardian..",
                        "org.jspecify..",
                        ROOT + ".traffic..",
                        ROOT + ".internal.text..",
                        ROOT + ".json..",
                        ROOT + ".internal.rpc..",
                        ROOT + ".internal.time..",
                        ROOT + ".internal.base..")))
                .check(MAIN);
    }

    @Test
    void transcripts_know_no_server_and_no_test_framework() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".transcript..")
                .should(onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.apiguardian..",
                        "org.jspecify..",
                        ROOT + ".transcript..",
                        ROOT + ".traffic..",
                        ROOT + ".failure..",
                        ROOT + ".internal.rpc..",
                        ROOT + ".internal.masking..",
                        ROOT + ".internal.secret..",
                        ROOT + ".internal.text..",
                        ROOT + ".internal.time..",
                        ROOT + ".internal.base..",
                        ROOT + ".json..")))
                .check(MAIN);
    }

    @Test
    void public_types_say_what_may_be_relied_on() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .check(MAIN);
    }

    @Test
    void public_concrete_classes_are_final_or_sealed() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(DescribedPredicate.describe(
                        "are not sealed", type -> !type.reflect().isSealed()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MAIN);
    }

    @Test
    void internal_types_stand_below_an_internal_segment() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and(DescribedPredicate.describe(
                        "are internal",
                        type -> type.isAnnotatedWith(API.class)
                                && type.getAnnotationOfType(API.class).status() == API.Status.INTERNAL))
                .and()
                .doNotHaveFullyQualifiedName(INTERNAL_BESIDE_THE_VALIDATOR)
                .should()
                .resideInAPackage("..internal..")
                .check(MAIN);
    }

    @Test
    void records_of_the_api_have_no_boolean_component() {
        noFields()
                .that()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are records of the API",
                        type -> type.isRecord()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && !type.getPackageName().contains(".internal")
                                && !type.getName().equals(RECORD_WITH_A_FACT)))
                .should()
                .haveRawType(boolean.class)
                .check(MAIN);
    }
}
