/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on standard input and output that answers each request once more when the next one comes. */
public final class AnswersTwice {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private AnswersTwice() {}

    /** Run until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var output = new StringBuilder();
        for (String line; (line = input.readLine()) != null; ) {
            Matcher id = ID.matcher(line);
            if (id.find()) {
                System.out.print(output);
                output.setLength(0);
                output.append("{\"jsonrpc\":\"2.0\",\"id\":")
                        .append(id.group(1))
                        .append(",\"result\":{}}\n");
                System.out.print(output);
                System.out.flush();
            }
        }
    }
}
