/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.pin.GoldenResult;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.snapshot.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about the result of a tool call. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ToolResultAssert extends AbstractAssert<ToolResultAssert, ToolResult> {

    private final List<Mask> masks = new ArrayList<>();
    private boolean errorExpected;

    ToolResultAssert(ToolResult actual) {
        super(actual, ToolResultAssert.class);
    }

    /**
     * Verify that the tool reports success.
     *
     * @return this
     * @throws AssertionError if {@code isError} is set, with the tool's text, or the answer is not a tool result
     */
    public ToolResultAssert isSuccess() {
        isNotNull();
        if (actual.isError()) {
            throw failure(
                    "Expected tool '%s' to succeed, but it reports the error%n  %s",
                    Printable.line(actual.tool()), shownText());
        }
        if (!isResult()) {
            throw failure(
                    "Expected tool '%s' to succeed, but its answer is not a tool result (no 'content', or an 'isError' that is"
                            + " neither true nor false)%n  %s",
                    Printable.line(actual.tool()), shown());
        }
        return this;
    }

    /**
     * Verify that the tool reports an error.
     *
     * @return this
     * @throws AssertionError if {@code isError} is not set, with the result
     */
    public ToolResultAssert isError() {
        isNotNull();
        if (!actual.isError()) {
            throw failure(
                    "Expected tool '%s' to report an error, but it answers%n  %s",
                    Printable.line(actual.tool()), shown());
        }
        errorExpected = true;
        return this;
    }

    /**
     * Verify the text: all text blocks, joined by newlines.
     *
     * @param expected the whole text
     * @return this
     * @throws AssertionError if the text is different
     */
    public ToolResultAssert hasText(String expected) {
        isNotNull();
        if (!actual.text().equals(expected)) {
            throw failureWithActualExpected(
                    actual.text(),
                    expected,
                    "Expected the text of tool '%s' to be%n  %s%nbut it is%n  %s",
                    Printable.line(actual.tool()),
                    Printable.line(expected),
                    shownText());
        }
        return this;
    }

    /**
     * Verify that the text contains some texts.
     *
     * @param parts the texts that it must contain
     * @return this
     * @throws AssertionError if it does not contain one of them
     */
    public ToolResultAssert hasTextContaining(String... parts) {
        isNotNull();
        if (parts.length == 0) {
            throw new IllegalArgumentException("hasTextContaining() needs a text to look for");
        }
        for (String part : parts) {
            if (!actual.text().contains(part)) {
                throw failure(
                        "Expected the text of tool '%s' to contain%n  %s%nbut it is%n  %s",
                        Printable.line(actual.tool()), Printable.line(part), shownText());
            }
        }
        return this;
    }

    /**
     * Verify a value in the structured content.
     *
     * <pre>{@code
     * // {"city":"Oslo","days":[{"high":-2}]}
     * assertThat(result).hasStructured("days[0].high", -2);     // passes
     * assertThat(result).hasStructured("/days/0/high", -2);     // passes
     * assertThat(result).hasStructured("days[1].high", -2);     // fails: nothing is there
     * }</pre>
     *
     * @param at a path such as {@code days[0].high}, or a JSON Pointer
     * @param expected anything {@link JsonValue#of} takes
     * @return this
     * @throws AssertionError if there is no structured content, nothing at that place, or another value
     */
    public ToolResultAssert hasStructured(String at, @Nullable Object expected) {
        structured().at(at).isJson(expected);
        return this;
    }

    /**
     * Step into the structured content.
     *
     * @return assertions about it; never {@code null}
     * @throws AssertionError if there is none
     */
    public JsonValueAssert structured() {
        isNotNull();
        JsonValue content = actual.structuredContent()
                .orElseThrow(() -> failure(
                        "Expected tool '%s' to answer with structured content, but it answers%n  %s",
                        Printable.line(actual.tool()), shown()));
        return new JsonValueAssert(content, "");
    }

    /**
     * Verify that the structured content is valid under the tool's {@code outputSchema}.
     *
     * @param catalog the catalog of the tool's server
     * @return this
     * @throws AssertionError if the server has no such tool, the tool declares no {@code outputSchema}, or the
     *     structured content is not valid under it
     */
    public ToolResultAssert matchesOutputSchemaIn(Catalog catalog) {
        isNotNull();
        Tool tool = catalog.tool(actual.tool())
                .orElseThrow(() -> failure(
                        "Expected the catalog to have tool '%s', but it has %s",
                        Printable.line(actual.tool()),
                        catalog.tools().stream()
                                .map(Tool::name)
                                .map(Printable::line)
                                .toList()));
        JsonValue schema = tool.outputSchema()
                .orElseThrow(() -> failure(
                        "Expected tool '%s' to declare an outputSchema, but it has none", Printable.line(tool.name())));
        structured().isValidUnder(schema);
        return this;
    }

    private boolean isResult() {
        return actual.raw().array("content").isPresent()
                && (!actual.raw().has("isError") || actual.raw().bool("isError").isPresent());
    }

    /**
     * Mask what is different in each run, before {@link #matchesSnapshot}.
     *
     * @param more the masks; their places start at the result, for example {@code /structuredContent/id}
     * @return this
     */
    public ToolResultAssert masking(Mask... more) {
        masks.addAll(List.of(more));
        return this;
    }

    /**
     * Verify that the whole result is still the one in its golden file, or record it there; see
     * {@link #matchesSnapshot(String)}.
     *
     * @return this
     * @throws AssertionError if the result is different, or there is no file and none may be written
     * @throws IllegalStateException if it is not called in a test method, on the thread of its test
     */
    public ToolResultAssert matchesSnapshot() {
        return matchesSnapshot("");
    }

    /**
     * Verify that the whole result is still the one in its golden file, or record it there. So a change of behavior is
     * found although the schema is unchanged.
     *
     * <pre>{@code
     * assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")))
     *         .masking(Mask.timestamps())
     *         .matchesSnapshot("oslo");
     * }</pre>
     *
     * <p>The file is {@code src/test/resources/mcp/<test class>/<test method>.<name>.golden.json}; each repetition and
     * each set of arguments of a test has its own, such as {@code <test method>#2.golden.json}. It is written and
     * compared by the rules of {@link dev.mcpjunit.PinnedSchema @PinnedSchema}: created on a developer's machine, never
     * written where {@code CI} is set, replaced by {@code -Dmcp.snapshot=update}. Known secrets are masked in it.
     *
     * <p>A text that repeats the structured content as JSON is shown as {@code <structuredContent as JSON>}.
     *
     * <p>A test may compare several results if each has a name of its own. A result with {@code isError} is recorded
     * only after {@link #isError()}.
     *
     * @param name the name of the result within its test; empty for the only one
     * @return this
     * @throws AssertionError if the result is different, there is no file and none may be written, an error would be
     *     recorded, or a {@link Mask#at mask of a place} has no value
     * @throws IllegalStateException if it is not called in a test method, on the thread of its test
     */
    public ToolResultAssert matchesSnapshot(String name) {
        isNotNull();
        GoldenResult.of(actual, masks).check(name, refusal());
        return this;
    }

    private String shownText() {
        return Printable.line(SecretMasking.ofMessages().line(actual.text()));
    }

    private String shown() {
        return Printable.line(SecretMasking.ofMessages()
                .maskIn(SecretMasking.RESULT, actual.raw())
                .toString());
    }

    private Optional<String> refusal() {
        if (!isResult()) {
            return Optional.of("is not a tool result (no 'content', or an 'isError' that is neither true nor false)");
        }
        return actual.isError() && !errorExpected
                ? Optional.of("is an error, '" + shownText() + "'")
                : Optional.empty();
    }
}
