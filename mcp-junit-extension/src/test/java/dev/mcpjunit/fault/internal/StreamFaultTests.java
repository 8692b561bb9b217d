/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import org.junit.jupiter.api.Test;

class StreamFaultTests {

    private static final JsonObject REPORT = message("{'method':'notifications/progress','params':{}}");
    private static final JsonObject LOG = message("{'method':'notifications/message','params':{}}");
    private static final JsonObject QUESTION = message("{'id':7,'method':'sampling/createMessage','params':{}}");
    private static final JsonObject ANSWER = message("{'id':1,'result':{}}");

    private static JsonObject message(String text) {
        return (JsonObject) Json.parse(text.replace('\'', '"'));
    }

    @Test
    void messages_come_in_reverse_order_but_a_question_does_not_wait_for_the_answer_that_waits_for_it() {
        Script script = FaultScripts.of(new StreamFault.Reorder());

        assertThat(script.deliver(REPORT, false)).isEmpty();
        assertThat(script.deliver(QUESTION, false)).containsExactly(new Act.Send(QUESTION));
        assertThat(script.deliver(LOG, false)).isEmpty();
        assertThat(script.deliver(ANSWER, true))
                .containsExactly(new Act.Send(ANSWER), new Act.Send(LOG), new Act.Send(REPORT));
    }
}
