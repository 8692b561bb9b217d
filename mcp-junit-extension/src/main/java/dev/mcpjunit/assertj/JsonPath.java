/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.json.JsonPointer;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a JSON value as a test writes it: {@code days[0].high}, {@code $.days[0].high}, or a JSON Pointer. */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\G(?:(?:^|\\.)([^.\\[\\]]+)|\\[(\\d+)])");

    private JsonPath() {}

    static JsonPointer parse(String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            return JsonPointer.parse(path);
        }
        String steps =
                path.startsWith("$.") || path.startsWith("$[") ? path.substring(path.startsWith("$.") ? 2 : 1) : path;
        var tokens = new ArrayList<String>();
        Matcher step = STEP.matcher(steps);
        int end = 0;
        while (step.find()) {
            tokens.add(step.group(1) != null ? step.group(1) : step.group(2));
            end = step.end();
        }
        if (end < steps.length()) {
            throw new IllegalArgumentException("'" + path + "' is not a path: write 'days[0].high' or '/days/0/high'");
        }
        return new JsonPointer(tokens);
    }
}
