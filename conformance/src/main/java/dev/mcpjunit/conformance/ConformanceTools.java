/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.conformance;

import dev.mcpjunit.fixtures.json.Json;
import dev.mcpjunit.fixtures.protocol.CallContext;
import dev.mcpjunit.fixtures.protocol.RpcException;
import dev.mcpjunit.fixtures.protocol.ToolStep;
import dev.mcpjunit.fixtures.protocol.UserAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The tools that the conformance suite calls, with the behavior it describes. */
final class ConformanceTools {

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int DONE = 100;

    private final Map<String, Object> forms;

    ConformanceTools(Map<String, Object> forms) {
        this.forms = forms;
    }

    ToolStep call(String tool, Map<String, Object> arguments, CallContext context) {
        return switch (tool) {
            case "test_simple_text" -> success(Contents.text("This is a simple text response for testing."));
            case "test_image_content" -> success(Contents.image());
            case "test_audio_content" -> success(Contents.sound());
            case "test_embedded_resource" ->
                success(Contents.resource(
                        "test://embedded-resource", "text/plain", "This is an embedded resource content."));
            case "test_multiple_content_types" ->
                success(List.of(
                        Contents.text("Multiple content types test:"),
                        Contents.image(),
                        Contents.resource(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}")));
            case "test_error_handling" -> failure("This tool intentionally returns an error for testing");
            case "test_tool_with_progress" -> progress(0, context);
            case "test_elicitation" -> ask(context, tool, String.valueOf(arguments.get("message")));
            case "test_elicitation_sep1034_defaults", "test_elicitation_sep1330_enums" ->
                ask(context, tool, "Please look at this form");
            case "test_input_required_result_elicitation", "test_streaming_elicitation", "test_missing_capability" ->
                greet(context);
            case "test_input_required_result_request_state", "test_input_required_result_tampered_state" ->
                ask(context, "confirmation", "Please confirm", answer -> success(Contents.text("state-ok")));
            case "test_input_required_result_multi_round" -> twice(context);
            case "test_logging_tool", "json_schema_2020_12_tool", "test_x_mcp_header" ->
                success(Contents.text("Done: " + Json.print(arguments)));
            default -> throw RpcException.invalidParams("Unknown tool: " + tool);
        };
    }

    private static ToolStep progress(int done, CallContext context) {
        context.progress(done, DONE, done + " %");
        return done == DONE
                ? success(Contents.text("Done"))
                : new ToolStep.Wait(MOMENT, () -> progress(done + DONE / 2, context));
    }

    private ToolStep greet(CallContext context) {
        return ask(
                context,
                "test_input_required_result_elicitation",
                "What is your name?",
                content -> success(Contents.text("Hello, " + content.get("name") + "!")));
    }

    private ToolStep twice(CallContext context) {
        return ask(
                context,
                "test_input_required_result_elicitation",
                "Step 1: What is your name?",
                first -> ask(
                        context,
                        "test_input_required_result_multi_round",
                        "Step 2: What is your favorite color?",
                        second -> success(Contents.text(first.get("name") + " likes " + second.get("color")))));
    }

    private ToolStep ask(CallContext context, String form, String message) {
        return context.canAskUser()
                ? new ToolStep.AskUser(message, form(form), answer -> success(Contents.text(describe(answer))))
                : cannotAsk();
    }

    private ToolStep ask(
            CallContext context, String form, String message, Function<Map<String, Object>, ToolStep> then) {
        if (!context.canAskUser()) {
            return cannotAsk();
        }
        return new ToolStep.AskUser(
                message,
                form(form),
                answer -> answer instanceof UserAnswer.Accepted accepted
                        ? then.apply(accepted.content())
                        : failure(describe(answer)));
    }

    private static ToolStep cannotAsk() {
        return failure("The client does not let its user fill in forms");
    }

    private static String describe(UserAnswer answer) {
        if (answer instanceof UserAnswer.Accepted accepted) {
            return "Elicitation completed: action=accept, content=" + Json.print(accepted.content());
        }
        if (answer instanceof UserAnswer.Failed failed) {
            return "The client could not ask: " + failed.reason();
        }
        return "Elicitation completed: action=" + (answer instanceof UserAnswer.Declined ? "decline" : "cancel")
                + ", content={}";
    }

    private Map<String, Object> form(String name) {
        return Objects.requireNonNull(Json.asObject(forms.get(name)), name);
    }

    private static ToolStep success(Map<String, Object> content) {
        return success(List.of(content));
    }

    private static ToolStep success(List<Map<String, Object>> contents) {
        return new ToolStep.Finish(Json.object("content", contents));
    }

    private static ToolStep failure(String text) {
        return new ToolStep.Finish(Json.object("content", List.of(Contents.text(text)), "isError", true));
    }
}
