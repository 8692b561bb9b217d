/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.json.JsonObject;
import java.util.List;

/** A script that says when it first does something. A proxy calls it from one thread at a time. */
final class NoticedScript implements Script {

    private final Script script;
    private final Runnable whenActing;
    private boolean noticed;

    NoticedScript(Script script, Runnable whenActing) {
        this.script = script;
        this.whenActing = whenActing;
    }

    @Override
    public Opening open(JsonObject request) {
        Opening opening = script.open(request);
        notice(!opening.equals(Opening.FORWARD));
        return opening;
    }

    @Override
    public List<Act> deliver(JsonObject message, boolean answer) {
        List<Act> acts = script.deliver(message, answer);
        notice(!acts.equals(List.of(new Act.Send(message))));
        return acts;
    }

    @Override
    public boolean takesAll() {
        return script.takesAll();
    }

    private void notice(boolean acts) {
        if (acts && !noticed) {
            noticed = true;
            whenActing.run();
        }
    }
}
