/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Prints commands for messages. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CommandLine {

    private static final Set<String> PATH_OPTIONS = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");
    private static final int FEW = 3;

    private CommandLine() {}

    /**
     * Print a command without the entries of long class paths and module paths.
     *
     * @return for example {@code java -cp …(27 entries) com.example.Main}
     */
    public static String print(List<String> words) {
        var printed = new ArrayList<String>();
        boolean isPath = false;
        for (String word : words) {
            int entries = word.split(File.pathSeparator, -1).length;
            printed.add(isPath && entries > FEW ? "…(" + entries + " entries)" : word);
            isPath = PATH_OPTIONS.contains(word);
        }
        return String.join(" ", printed);
    }
}
