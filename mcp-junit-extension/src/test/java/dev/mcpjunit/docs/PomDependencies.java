/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The dependencies that a page shows are those of a sample, with their versions: {@code <!-- dependencies: FILE -->},
 * or with the names of those to show.
 */
final class PomDependencies {

    private static final Pattern BLOCK = Pattern.compile(
            "(<!-- dependencies: (\\S+pom\\.xml)((?: [\\w-]+)*) -->\\n```xml\\n).*?(```\\n)", Pattern.DOTALL);

    /** They make a sample quiet, or test the tests: no reader needs them. */
    private static final List<String> OF_THE_SAMPLE = List.of("slf4j-nop", "junit-platform-testkit", "testcontainers");

    private final Path root;

    PomDependencies(Path root) {
        this.root = root;
    }

    /** The page with the dependencies as the samples have them. */
    String in(String page) {
        return BLOCK.matcher(page)
                .replaceAll(block -> Matcher.quoteReplacement(block.group(1)
                        + shown(block.group(2), List.of(block.group(3).strip().split(" ")))
                        + block.group(4)));
    }

    private String shown(String file, List<String> chosen) {
        Element pom = read(root.resolve(file));
        boolean ours = "dev.mcpjunit"
                .equals(child(pom, "parent")
                        .flatMap(parent -> text(parent, "groupId"))
                        .orElse(""));
        var xml = new StringBuilder();
        if (!ours && chosen.get(0).isEmpty()) {
            child(pom, "parent").ifPresent(parent -> {
                xml.append("<parent>\n");
                List.of("groupId", "artifactId", "version")
                        .forEach(name -> text(parent, name).ifPresent(value -> line(xml, "  ", name, value)));
                child(parent, "relativePath").ifPresent(none -> xml.append("  <relativePath/>\n"));
                xml.append("</parent>\n\n");
            });
        }
        xml.append("<dependencies>\n");
        var missing = new ArrayList<>(chosen);
        for (Element dependency : children(child(pom, "dependencies").orElseThrow())) {
            String artifact = text(dependency, "artifactId").orElseThrow();
            missing.remove(artifact);
            if (chosen.get(0).isEmpty() ? !OF_THE_SAMPLE.contains(artifact) : chosen.contains(artifact)) {
                xml.append("  <dependency>\n");
                line(xml, "    ", "groupId", text(dependency, "groupId").orElseThrow());
                line(xml, "    ", "artifactId", artifact);
                version(pom, dependency, ours).ifPresent(version -> line(xml, "    ", "version", version));
                text(dependency, "scope").ifPresent(scope -> line(xml, "    ", "scope", scope));
                xml.append("  </dependency>\n");
            }
        }
        missing.remove("");
        if (!missing.isEmpty()) {
            throw new AssertionError(file + " has no dependency " + missing);
        }
        return xml.append("</dependencies>\n").toString();
    }

    private static void line(StringBuilder xml, String indent, String name, String value) {
        xml.append(indent + "<" + name + ">" + value + "</" + name + ">\n");
    }

    /** Its own version, or that of our parent; other parents manage the versions of what has none. */
    private Optional<String> version(Element pom, Element dependency, boolean ours) {
        Element parent = read(root.resolve("pom.xml"));
        Optional<String> version = text(dependency, "version");
        if (version.isEmpty() && ours) {
            version = managed(parent, dependency);
        }
        return version.map(value -> resolved(value, pom, parent));
    }

    private static Optional<String> managed(Element parent, Element dependency) {
        List<Element> managed = child(parent, "dependencyManagement")
                .flatMap(management -> child(management, "dependencies"))
                .map(PomDependencies::children)
                .orElseThrow();
        String group = text(dependency, "groupId").orElseThrow();
        return managed.stream()
                .filter(each -> (text(each, "groupId").equals(Optional.of(group))
                                && text(each, "artifactId").equals(text(dependency, "artifactId")))
                        || (group.startsWith(text(each, "groupId").orElse("") + ".")
                                && text(each, "scope").equals(Optional.of("import"))))
                .findFirst()
                .flatMap(each -> text(each, "version"));
    }

    private static String resolved(String value, Element pom, Element parent) {
        if (value.equals("${project.version}")) {
            return text(parent, "version").orElseThrow();
        }
        if (!value.startsWith("${")) {
            return value;
        }
        String name = value.substring(2, value.length() - 1);
        return child(pom, "properties")
                .flatMap(properties -> text(properties, name))
                .or(() -> child(parent, "properties").flatMap(properties -> text(properties, name)))
                .orElseThrow(() -> new AssertionError("no property " + name));
    }

    private static Element read(Path file) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return document.getDocumentElement();
        } catch (Exception unreadable) {
            throw new AssertionError(file + " cannot be read", unreadable);
        }
    }

    private static List<Element> children(Element of) {
        var children = new ArrayList<Element>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Optional<Element> child(Element of, String name) {
        return children(of).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    private static Optional<String> text(Element of, String name) {
        return child(of, name).map(child -> child.getTextContent().strip());
    }
}
