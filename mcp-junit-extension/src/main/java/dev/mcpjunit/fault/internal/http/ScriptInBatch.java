/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import java.util.List;

/** A script that is for one of several requests in a batch, and only takes the answer to that one for the answer. */
record ScriptInBatch(Script script, JsonObject request) implements Script {

    @Override
    public Opening open(JsonObject first) {
        return script.open(request);
    }

    @Override
    public List<Act> deliver(JsonObject message, boolean answer) {
        // What is no message at all is the whole answer, and so the answer to each.
        boolean own = !RpcMessage.isResponse(message) || RpcMessage.isResponseTo(request, message);
        return script.deliver(message, answer && own);
    }

    @Override
    public boolean takesAll() {
        return script.takesAll();
    }
}
