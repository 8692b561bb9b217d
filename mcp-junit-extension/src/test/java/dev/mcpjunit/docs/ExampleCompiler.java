/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles the examples of the documentation. An example may be a class, a method, annotations, or statements; it may
 * use the public packages of the project, JUnit, a few packages of the JDK, and what {@link ExampleContext} has. An
 * ellipsis stands for nothing.
 */
final class ExampleCompiler {

    private static final Path MAIN = Path.of("src/main/java");

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public |final |abstract |static |sealed )*(class|interface|record|enum) \\w+");

    private static final Pattern METHOD =
            Pattern.compile("(?m)^(@Override\\s+)?(public |static |private )*[\\w<>.\\[\\]]+ \\w+\\("
                    + "[^;{}]*\\)( throws \\w+)? \\{");

    private static final String IMPORTS = imports();

    private ExampleCompiler() {}

    /**
     * Compiles all examples in one go.
     *
     * @param examples the examples by name
     * @return the errors of each that has some
     */
    static Map<String, List<String>> errors(Map<String, String> examples) {
        var sources = new LinkedHashMap<URI, String>();
        var units = new ArrayList<JavaFileObject>();
        int number = 0;
        for (var example : examples.entrySet()) {
            String directory = "example" + ++number;
            var unit = new Source(
                    URI.create("string:///" + directory + "/Example.java"), unit(directory, example.getValue()));
            sources.put(unit.toUri(), example.getKey());
            units.add(unit);
        }
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try {
            Path output = Files.createTempDirectory("examples");
            try {
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                null,
                                null,
                                diagnostics,
                                List.of(
                                        "-proc:none",
                                        "--should-stop=ifError=FLOW",
                                        "-nowarn",
                                        "-parameters",
                                        "-d",
                                        output.toString()),
                                null,
                                units)
                        .call();
            } finally {
                delete(output);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .collect(Collectors.groupingBy(
                        diagnostic -> diagnostic.getSource() == null
                                ? "?"
                                : sources.get(diagnostic.getSource().toUri()),
                        Collectors.mapping(diagnostic -> diagnostic.getMessage(Locale.ROOT), Collectors.toList())));
    }

    private static String unit(String directory, String example) {
        String imports =
                example.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n", "", "\n"));
        String code = example.lines()
                .filter(line -> !line.startsWith("import "))
                .collect(Collectors.joining("\n"))
                .replace("…", "")
                .strip();
        return "package " + directory + ";\n" + IMPORTS + imports + body(code);
    }

    private static String body(String code) {
        if (TYPE.matcher(code).find()) {
            return code;
        }
        if (METHOD.matcher(code).find() || code.startsWith("@Test") || code.startsWith("@RegisterExtension")) {
            // A method may be shown without what it does.
            return "abstract class Example extends ExampleContext {\n" + code + "\n}";
        }
        if (code.startsWith("@")) {
            return code + "\nclass Example {}";
        }
        boolean complete = code.endsWith(";") || code.endsWith("}") || endsInComment(code);
        String statement = complete ? code : code + ";";
        return "abstract class Example extends ExampleContext {\n Object example() throws Exception {\n"
                + (statement.contains("return ") ? statement : statement + "\nreturn null;") + "\n}\n}";
    }

    private static boolean endsInComment(String code) {
        return code.contains(";") && code.lastIndexOf("//") > code.lastIndexOf(';');
    }

    /** All public packages; those with an {@code internal} segment are not for readers. */
    private static String imports() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            String own = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> MAIN.relativize(file.getParent())
                            .toString()
                            .replace('\\', '/')
                            .replace('/', '.'))
                    .filter(name -> !name.contains("internal"))
                    .sorted()
                    .map(name -> "import " + name + ".*;\n")
                    .collect(Collectors.joining());
            return own + """
                    import static dev.mcpjunit.assertj.McpAssertions.*;
                    import static dev.mcpjunit.fault.Selector.*;
                    import static java.time.Duration.*;
                    // Two packages have a type of this name; the examples use this one.
                    import dev.mcpjunit.drift.schema.Direction;
                    import dev.mcpjunit.docs.ExampleContext;
                    import dev.mcpjunit.docs.ExampleContext.*;
                    import com.github.tomakehurst.wiremock.client.WireMock;
                    import io.modelcontextprotocol.client.*;
                    import java.net.URI;
                    import java.nio.file.Path;
                    import java.time.Duration;
                    import java.util.*;
                    import java.util.concurrent.*;
                    import java.util.function.*;
                    import org.junit.jupiter.api.*;
                    import org.junit.jupiter.api.extension.RegisterExtension;
                    """;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(URI uri, String code) {
            super(uri, Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
