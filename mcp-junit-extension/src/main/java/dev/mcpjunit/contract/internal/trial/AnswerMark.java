/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A text that is added to an answer of the server, to see whether the caller gets that answer. A fallback, a cached
 * result or the answer to another call does not have it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AnswerMark {

    private final Trial trial;
    private final String tool;
    private final String text = "answer-" + UUID.randomUUID();
    private final boolean isShown;

    private AnswerMark(Trial trial, String tool, boolean isShown) {
        this.trial = trial;
        this.tool = tool;
        this.isShown = isShown;
    }

    /** Check with a healthy call whether this client passes an added text on. Many clients do not. */
    public static AnswerMark of(Trial trial, String tool) {
        AnswerMark tried = new AnswerMark(trial, tool, true);
        InjectedFault added = tried.addTo(Selector.toolCall(tool));
        boolean isShown;
        try {
            isShown = tried.isIn(trial.callHealthy(tool, "A call of a healthy server did not succeed"));
        } catch (Finding strict) {
            // The client rejected the added text, and its state may have changed.
            isShown = false;
            trial.closeClient();
            trial.connect();
        } finally {
            added.remove();
        }
        return new AnswerMark(trial, tool, isShown);
    }

    /** Add the text to the answers of calls that match, until the trial ends. */
    public InjectedFault addTo(Selector calls) {
        return trial.inject(calls, new AnswerFault.ChangedResult("text added", this::added));
    }

    private JsonObject added(JsonObject result) {
        if (result.array("content").isEmpty()) {
            return result;
        }
        List<Object> content = new ArrayList<>(result.array("content").get().items());
        content.add(Map.of("type", "text", "text", text));
        return result.toBuilder().put("content", content).build();
    }

    /** Require that the caller got the marked answer, if this client shows such texts. */
    public void require(Call call, String situation) {
        if (isShown && !isIn(call)) {
            throw Finding.failed(situation + ". The caller of the next call of '" + tool
                    + "' did not get the server's answer. It got " + call.gist()
                    + ". A fallback, a cached result or the answer to another call does not count");
        }
    }

    private boolean isIn(Call call) {
        return String.valueOf(call.value()).contains(text);
    }
}
