/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.pin.ProjectFiles;
import dev.mcpjunit.snapshot.internal.SnapshotFile;
import dev.mcpjunit.transcript.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Writes transcripts, each whole or not at all. */
final class TranscriptFiles {

    private static final int LONGEST_NAME = 120;

    private TranscriptFiles() {}

    /**
     * Write a transcript into JUnit's output directory of the test, or below {@code target/mcp} where JUnit has none.
     *
     * @return the path for messages, relative to the project if it is inside
     */
    static String write(ExtensionContext context, Transcript transcript) {
        String text = transcript.print();
        ProjectFiles project = ProjectFiles.around(context.getRequiredTestClass());
        return project.show(publish(context, text).orElseGet(() -> {
            Path file = project.transcript(context.getRequiredTestClass(), name(context));
            new SnapshotFile(file).replace(text);
            return file;
        }));
    }

    /** The file in JUnit's directory; empty where JUnit is older than 5.12 or has none. */
    private static Optional<Path> publish(ExtensionContext context, String text) {
        var written = new ArrayList<Path>();
        try {
            context.publishDirectory("mcp", directory -> {
                Path file = directory.resolve("transcript.jsonl");
                new SnapshotFile(file).replace(text);
                written.add(file);
            });
        } catch (NoSuchMethodError older) {
            return Optional.empty();
        } catch (JUnitException notConfigured) {
            return Optional.empty();
        }
        return written.stream().findFirst();
    }

    /** The steps of the unique id below the class: the method, and which invocation of it. */
    private static String name(ExtensionContext context) {
        String id = context.getUniqueId();
        int method =
                Math.max(0, id.indexOf("/[", Math.max(id.lastIndexOf("[class:"), id.lastIndexOf("[nested-class:"))));
        String name = id.substring(method)
                .replaceAll("\\[[a-z-]+:", "")
                .replaceAll("[^A-Za-z0-9._#-]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME) + "-" + Integer.toHexString(name.hashCode());
    }
}
