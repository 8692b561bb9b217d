/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a test came to.
 *
 * @param testClass the simple name of its class
 * @param test its display name; empty for the class as a whole
 * @param status how it ended
 * @param reason why it failed or was not verified, in one line; empty for a test that passed
 * @param traffic the MCP traffic before its failure, if there was any
 * @param place where it failed, if that is a file of the project
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TestResult(
        String testClass,
        String test,
        TestStatus status,
        String reason,
        Optional<String> traffic,
        Optional<Place> place) {

    /**
     * A line of a source file.
     *
     * @param file relative to the root of the repository, with slashes
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Place(String file, int line) {

        private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy");

        /**
         * Find the line of a test in the stack trace of its failure.
         *
         * @param testClass the class of the test
         * @param project the directory of the project
         * @param root the root of the repository
         * @return empty if the file is not where sources usually are, or not in the repository
         */
        public static Optional<Place> of(Throwable failure, Class<?> testClass, Path project, Path root) {
            return Stream.of(failure.getStackTrace())
                    .filter(frame -> outermost(frame.getClassName()).equals(outermost(testClass.getName())))
                    .filter(frame -> frame.getLineNumber() > 0)
                    .findFirst()
                    .flatMap(frame -> Optional.ofNullable(frame.getFileName())
                            .flatMap(name -> source(name, testClass, project))
                            .filter(file -> file.startsWith(root))
                            .map(file -> new Place(
                                    root.relativize(file).toString().replace('\\', '/'), frame.getLineNumber())));
        }

        private static Optional<Path> source(String name, Class<?> testClass, Path project) {
            return LANGUAGES.stream()
                    .map(language -> project.resolve("src/test")
                            .resolve(language)
                            .resolve(testClass.getPackageName().replace('.', '/'))
                            .resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }

        private static String outermost(String className) {
            int nested = className.indexOf('$');
            return nested < 0 ? className : className.substring(0, nested);
        }
    }

    /** The name of a class without its package. */
    public static String shortName(String testClass) {
        return testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** The class and the test. */
    String title() {
        return test.isEmpty() ? testClass : testClass + " " + test;
    }
}
