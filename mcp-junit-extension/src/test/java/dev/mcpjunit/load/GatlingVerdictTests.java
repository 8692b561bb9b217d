/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a simulation for Gatling makes of answers. The methods that need no Gatling are compiled and called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatlingVerdictTests {

    private static final Set<String> MEMBERS =
            Set.of("JSON", "RUN", "NONCE", "nonce", "verdict", "messages", "withTexts");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private URLClassLoader loader;
    private Class<?> simulation;

    @BeforeAll
    void compile(@TempDir Path directory) throws IOException, ReflectiveOperationException {
        Path source = directory.resolve("Answers.java");
        Files.writeString(source, answers());
        int compiled = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                "" + source);
        assertThat(compiled).isZero();
        loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        simulation = Class.forName("Answers", true, loader);
    }

    @AfterAll
    void close() throws IOException {
        loader.close();
    }

    /** The part of the simulation that judges answers, as a class of its own. */
    private String answers() throws IOException {
        String template;
        try (InputStream in = requireNonNull(GatlingSource.class.getResourceAsStream("gatling-simulation.txt"))) {
            template = new String(in.readAllBytes(), UTF_8)
                    .replaceAll("@@(PACKAGE|SERVERS|ROUND)@@", "")
                    .replaceAll("@@(USERS|CALLS)@@", "1")
                    .replace("@@CLASS@@", "Answers");
        }
        var file = new SimpleJavaFileObject(URI.create("string:///Answers.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return template;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of(), null, List.of(file));
        CompilationUnitTree unit = task.parse().iterator().next();
        ClassTree type = (ClassTree) unit.getTypeDecls().get(0);
        var places = Trees.instance(task).getSourcePositions();
        Stream<? extends Tree> members = type.getMembers().stream().filter(member -> MEMBERS.contains(name(member)));
        return unit.getImports().stream()
                        .map(ImportTree::toString)
                        .filter(line -> !line.contains("gatling"))
                        .collect(joining())
                + members.map(member -> template.substring(
                                (int) places.getStartPosition(unit, member), (int) places.getEndPosition(unit, member)))
                        .collect(joining("\n", "public class Answers {\n", "}\n"));
    }

    private static String name(Tree member) {
        if (member instanceof MethodTree method) {
            return method.getName().toString();
        }
        return member instanceof VariableTree variable ? variable.getName().toString() : "";
    }

    private Object call(String name, List<Class<?>> types, Object... arguments) throws ReflectiveOperationException {
        Method method = simulation.getDeclaredMethod(name, types.toArray(Class[]::new));
        method.setAccessible(true);
        return requireNonNull(method.invoke(null, arguments));
    }

    private String verdict(String body, String params, String echo) throws ReflectiveOperationException {
        String nonce = (String) call("nonce", List.of(long.class), 7L);
        return (String) call(
                "verdict",
                List.of(String.class, long.class, String.class, String.class),
                body.replace("NONCE", nonce),
                7L,
                params,
                echo);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"id\":7,\"result\":{\"content\":[]}} | answered",
                "{\"id\":7,\"result\":{\"content\":[],\"resultType\":\"complete\"}} | answered",
                "{\"id\":7} | neither a result nor an error",
                "{\"id\":7,\"result\":null} | neither a result nor an error",
                "{\"id\":7,\"result\":[]} | neither a result nor an error",
                "{\"id\":7,\"result\":\"done\"} | neither a result nor an error",
                "{\"id\":7,\"result\":{\"resultType\":\"input_required\"}} | no complete result: input_required",
                "{\"id\":7,\"result\":{\"isError\":true,\"content\":[]}} | tool error",
                "{\"id\":7,\"error\":{\"code\":-32603}} | error -32603",
                "{\"id\":8,\"result\":{}} | an answer has the id of another call",
                "{\"method\":\"notifications/progress\"} | no answer",
                "'' | no answer"
            })
    void an_answer_passes_only_with_a_complete_result(String body, String expected)
            throws ReflectiveOperationException {
        assertThat(verdict(body, "{\"name\":\"echo\"}", "")).isEqualTo(expected);
    }

    @Test
    void an_answer_in_a_stream_passes_with_its_own_nonce_only() throws ReflectiveOperationException {
        String params = "{\"message\":\"${nonce}\"}";
        String own = "event: message\ndata: {\"id\":7,\"result\":{\"content\":[{\"text\":\"NONCE\"}]}}\n\n";

        assertThat(verdict(own, params, "/content/0/text")).isEqualTo("answered");
        assertThat(verdict(own, params, "/content/1/text")).isEqualTo("its nonce is missing");
    }

    @Test
    void texts_of_variables_are_filled_in() throws ReflectiveOperationException {
        List<Class<?>> types = List.of(String.class, Map.class, boolean.class);
        var texts = Map.of("MCP_NOTES_ECHO_MESSAGE", "a \"quoted\" \\ text");

        assertThat(call("withTexts", types, "{\"message\":\"${env.MCP_NOTES_ECHO_MESSAGE}\"}", texts, true))
                .isEqualTo("{\"message\":\"a \\\"quoted\\\" \\\\ text\"}");
        assertThat(call("withTexts", types, "${env.MCP_NOTES_ECHO_MESSAGE}", texts, false))
                .isEqualTo("a \"quoted\" \\ text");
    }
}
