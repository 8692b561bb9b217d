/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.json.internal.JsonDifference;
import java.util.List;
import org.apiguardian.api.API;

/** The verdict on a result and its golden file. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface GoldenVerdict {

    /** The result is the one in the file. */
    record Same() implements GoldenVerdict {}

    /** The file was created or replaced. */
    record Written() implements GoldenVerdict {}

    /** There is no file, and none may be created. */
    record Missing() implements GoldenVerdict {}

    /**
     * The file is not JSON.
     *
     * @param reason as a sentence without its period
     */
    record Unreadable(String reason) implements GoldenVerdict {}

    /**
     * The result differs from the one in the file.
     *
     * @param golden the text of the file
     * @param received the text of the result
     */
    record Changed(List<JsonDifference> differences, String golden, String received) implements GoldenVerdict {}
}
