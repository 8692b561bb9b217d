/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.fleet.Selection;
import dev.mcpjunit.internal.text.Printable;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the tools that were selected for a task. They fail if a server did not list its tools.
 *
 * <pre>{@code
 * assertThat(fleet.relevantTo("What is the weather in Oslo?")).keeps("get-forecast").savesAtLeast(60);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SelectionAssert extends AbstractAssert<SelectionAssert, Selection> {

    SelectionAssert(Selection actual) {
        super(actual, SelectionAssert.class);
    }

    /**
     * Verify that these tools were selected. Other tools may be selected too.
     *
     * @param tools the names: {@code search}, or {@code github/search} if several servers have it
     * @return this
     * @throws AssertionError if one was not selected, or the tools of a server are unknown
     * @throws IllegalArgumentException if several servers have a tool of this name, and the name does not include the
     *     server
     */
    public SelectionAssert keeps(String... tools) {
        return keeps(List.of(tools));
    }

    /**
     * Verify that these tools were selected. Other tools may be selected too.
     *
     * @param tools the names: {@code search}, or {@code github/search} if several servers have it
     * @return this
     * @throws AssertionError if one was not selected, or the tools of a server are unknown
     * @throws IllegalArgumentException if several servers have a tool of this name, and the name does not include the
     *     server
     */
    public SelectionAssert keeps(Collection<String> tools) {
        isNotNull();
        if (tools.isEmpty()) {
            throw new IllegalArgumentException("Name at least one tool");
        }
        UnknownTools.reject(actual.costOfAll(), this::failed);
        List<String> lost = actual.lost(tools);
        if (!lost.isEmpty()) {
            throw failed("Expected the selection for '" + Printable.line(actual.task(), 200) + "' to keep "
                    + actual.describe(lost) + ", but it has " + actual);
        }
        return this;
    }

    /**
     * Verify that the selection saves at least a percentage of the tokens of all tools.
     *
     * @param percent the minimum percentage, from 0 to 100
     * @return this
     * @throws AssertionError if it saves less, or the tools of a server are unknown
     */
    public SelectionAssert savesAtLeast(double percent) {
        isNotNull();
        UnknownTools.reject(actual.costOfAll(), this::failed);
        if (actual.savedPercent() < UnknownTools.percent(percent)) {
            throw failed("Expected the selection for '" + Printable.line(actual.task(), 200) + "' to save at least "
                    + percent + " %, but it has " + actual);
        }
        return this;
    }

    private AssertionError failed(String message) {
        return failure("%s", message);
    }
}
