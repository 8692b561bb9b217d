/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Reads the public types of the library and the first sentence of each member's Javadoc from the sources. */
final class SourceDocs {

    private static final Path MAIN = Path.of("src/main/java");

    /** A member: how it is named in the reference, its first sentence, and its default or value where it has one. */
    record Member(String signature, String sentence, String value) {
        String name() {
            int parameters = signature.indexOf('(');
            return parameters < 0 ? signature : signature.substring(0, parameters);
        }
    }

    /** A type with its public members, in the order of the source. */
    record ApiType(String name, Tree.Kind kind, String sentence, List<Member> methods, List<Member> constants) {}

    private SourceDocs() {}

    static ApiType type(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            DocTrees docs = DocTrees.instance(task);
            for (Tree declared : unit.getTypeDecls()) {
                if (declared instanceof ClassTree type && type.getSimpleName().contentEquals(name)) {
                    return read(docs, unit, type);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new IllegalArgumentException("No type " + name + " in " + file);
    }

    /**
     * Reads the types of a package.
     *
     * @param name the package
     * @return its public types, sorted by name
     */
    static List<ApiType> types(String name) {
        try (Stream<Path> files = Files.list(MAIN.resolve(name.replace('.', '/')))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .filter(SourceDocs::isPublic)
                    .sorted()
                    .map(SourceDocs::type)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isPublic(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .anyMatch(line -> line.matches("public .*\\b(class|interface|@interface|record|enum) .*"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ApiType read(DocTrees docs, CompilationUnitTree unit, ClassTree type) {
        var methods = new ArrayList<Member>();
        var constants = new ArrayList<Member>();
        boolean everythingIsPublic =
                type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        for (Tree member : type.getMembers()) {
            String sentence = sentence(docs, unit, member).orElse("");
            if (member instanceof MethodTree method && method.getReturnType() != null) {
                boolean hidden = method.getModifiers().getFlags().contains(Modifier.PRIVATE)
                        || method.getModifiers().getAnnotations().toString().contains("INTERNAL")
                        || (type.getKind() != Tree.Kind.INTERFACE
                                && method.getModifiers()
                                        .getAnnotations()
                                        .toString()
                                        .contains("@Override"));
                if (!hidden
                        && (everythingIsPublic || isPublic(method.getModifiers().getFlags()))) {
                    String value = method.getDefaultValue() == null
                            ? ""
                            : method.getDefaultValue().toString();
                    methods.add(new Member(signature(method), sentence, value));
                }
            } else if (member instanceof VariableTree field) {
                boolean shown =
                        everythingIsPublic || isPublic(field.getModifiers().getFlags());
                if (shown) {
                    String value = field.getInitializer() == null
                            ? ""
                            : field.getInitializer().toString();
                    constants.add(new Member(field.getName().toString(), sentence, value));
                }
            }
        }
        return new ApiType(
                type.getSimpleName().toString(),
                type.getKind(),
                sentence(docs, unit, type).orElse(""),
                methods,
                constants);
    }

    private static boolean isPublic(Set<Modifier> flags) {
        return flags.contains(Modifier.PUBLIC);
    }

    private static String signature(MethodTree method) {
        return method.getName()
                + method.getParameters().stream()
                        .map(parameter -> parameter
                                .getType()
                                .toString()
                                .replaceAll("@\\w+ ", "")
                                .replaceAll("<.*>", ""))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Optional<String> sentence(DocTrees docs, CompilationUnitTree unit, Tree tree) {
        TreePath path = TreePath.getPath(unit, tree);
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null || comment.getFirstSentence().isEmpty()) {
            return Optional.empty();
        }
        String text = comment.getFirstSentence().stream().map(Object::toString).collect(Collectors.joining());
        return Optional.of(text.replaceAll("\\{@(?:code|literal|value) ?([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? +\\S+ +([^}]+)}", "`$1`")
                .replaceAll("\\{@link(?:plain)? +(?:[\\w.]*#)?([^}]*)}", "`$1`")
                .replaceAll("</?code>", "`")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip());
    }
}
