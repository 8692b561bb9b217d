/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pin can be asked for, and what it answers to what cannot be meant. */
class PinOptionsTests {

    private final WeatherServer weather = WeatherServer.http(WeatherOptions.standard());

    /** A name of its own for each test, for they share the folder of snapshots. */
    private final String name = "pin-options-" + UUID.randomUUID();

    private final Path snapshot = Path.of("target/pinned-schema-tests", name + ".snapshot.json");
    private final Path report = left("drift");

    /** A file that a failure of the class leaves. */
    private Path left(String kind) {
        return Path.of("target/mcp", PinnedTestCase.class.getName().replace('$', '.'), "pinned-schema-tests")
                .resolve(name + "." + kind + ".json");
    }

    @AfterEach
    void stop() {
        weather.close();
    }

    private Run run(Class<?> testCase, Map<String, String> parameters) {
        var all = new TreeMap<>(Map.of("weather.url", weather.uri().toString(), "snapshot.name", name));
        all.putAll(parameters);
        return Run.with(all, testCase);
    }

    private Run run(String mode) {
        return run(PinnedTestCase.class, Map.of("mcp.snapshot", mode));
    }

    @PinnedSchema("target/pinned-schema-tests/${snapshot.name}.snapshot.json")
    static class PinnedTestCase extends OptionsTestCase {}

    @Test
    void a_pin_holds_what_it_is_asked_to_hold() {
        run("create-missing").allSucceeded(1);
        weather.changeEdition(2);

        // The break is known, of another tool, or ignored.
        verify(AcceptingTestCase.class).allSucceeded(1);
        verify(ConsumerTestCase.class).allSucceeded(1);
        verify(IgnoringTestCase.class).allSucceeded(1);
        assertThat(verify(TrustTestCase.class).failure())
                .hasMessageContaining("\n  REVIEW      tools/convert-temperature  tool.description-changed  ");
        assertThat(verify(TextsTestCase.class).failure())
                .hasMessageContaining("\n  REVIEW      tools/convert-temperature  tool.description-changed  ");
        // Naming a mild level must not drop the worse ones.
        assertThat(verify(ReviewOfOneToolTestCase.class).failure())
                .hasMessageStartingWith("Schema drift: server 'weather' no longer honors ")
                .hasMessageContaining("\n  BREAKING    tools/get-forecast  input.required-property-added  ")
                .hasMessageNotContainingAny("REVIEW ");
        assertThat(verify(ExpiredTestCase.class).failure())
                .hasMessageContaining("\n  BREAKING    tools/get-forecast ")
                .hasMessageContaining(
                        "@Accept(rule = \"input.required-property-added\", at = \"/tools/get-forecast/**\","
                                + " until = \"2001-01-01\") has expired. Its reason was: once. Update the snapshot, or give it"
                                + " another day if the reason still holds.");
    }

    private Run verify(Class<?> testCase) {
        return run(testCase, Map.of("mcp.snapshot", "verify"));
    }

    @McpServer(name = "weather", url = "${weather.url}")
    abstract static class OptionsTestCase implements EmptyTest {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            accept =
                    @Accept(
                            rule = "input.required-property-added",
                            at = "/tools/get-forecast/inputSchema/properties/unit",
                            reason = "our agent sends it"))
    static class AcceptingTestCase extends OptionsTestCase {}

    @PinnedSchema(value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json", tools = "convert-temperature")
    static class ConsumerTestCase extends OptionsTestCase {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            ignore = "/tools/get-forecast/inputSchema/**")
    static class IgnoringTestCase extends OptionsTestCase {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            profile = Profile.TRUST,
            tools = "convert-temperature")
    static class TrustTestCase extends OptionsTestCase {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            alsoFailOn = Level.REVIEW,
            contentModel = ContentModel.STRICT,
            conventions = {Convention.RESULT_ENUMS_ARE_OPEN, Convention.FORMAT_IS_ASSERTED})
    static class TextsTestCase extends OptionsTestCase {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            alsoFailOn = Level.REVIEW,
            tools = "get-forecast")
    static class ReviewOfOneToolTestCase extends OptionsTestCase {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            accept =
                    @Accept(
                            rule = "input.required-property-added",
                            at = "/tools/get-forecast/**",
                            reason = "once",
                            until = "2001-01-01"))
    static class ExpiredTestCase extends OptionsTestCase {}

    @Test
    void an_acceptance_that_matches_no_change_fails() {
        run("create-missing").allSucceeded(1);

        assertThat(verify(AcceptingTestCase.class).failure())
                .hasMessage("@PinnedSchema on " + AcceptingTestCase.class.getName()
                        + ": @Accept(rule = \"input.required-property-added\", at ="
                        + " \"/tools/get-forecast/inputSchema/properties/unit\") matched no change: the server"
                        + " declares what its snapshot has. Remove it.");
        assertThat(verify(ExpiredTestCase.class).failure())
                .hasMessageStartingWith("Snapshot configuration is out of date: server 'weather' honors " + snapshot
                        + ", but its @PinnedSchema must be corrected:\n\n  @Accept(");
    }

    @Test
    void an_acceptance_of_another_rule_or_place_leaves_the_break_and_is_told_as_useless() {
        run("create-missing").allSucceeded(1);
        weather.changeEdition(2);

        for (Class<?> useless : List.of(OtherRuleTestCase.class, OtherPlaceTestCase.class)) {
            assertThat(verify(useless).failure())
                    .hasMessageContaining("Schema drift: server 'weather' no longer honors")
                    .hasMessageContaining("\n  BREAKING    tools/get-forecast ")
                    .hasMessageContaining("\n  @Accept(rule = \"")
                    .hasMessageContaining(") matched no change. Remove it.\n");
        }
    }

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            accept = @Accept(rule = "input.property-removed", at = "/tools/get-forecast/**", reason = "why"))
    static class OtherRuleTestCase extends OptionsTestCase {}

    @PinnedSchema(
            value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json",
            accept = @Accept(rule = "input.required-property-added", at = "/tools/get-forecast", reason = "why"))
    static class OtherPlaceTestCase extends OptionsTestCase {}

    @Test
    void a_mistyped_tool_is_told_with_the_one_that_was_meant() {
        run("create-missing").allSucceeded(1);

        assertThat(verify(MistypedTestCase.class).failure())
                .hasMessageContaining("tools = \"get-forcast\": the server lists no such tool. Did you mean"
                        + " 'get-forecast'?\n\n  Correct the @PinnedSchema of " + MistypedTestCase.class.getName()
                        + "\n")
                .hasMessageNotContainingAny("mcp.snapshot=");
    }

    /** Otherwise the first run would be green, and so would each run that updates. */
    @Test
    void no_snapshot_is_written_for_a_mistyped_tool() throws IOException {
        for (String mode : List.of("create-missing", "update", "update,accept-suspicious")) {
            assertThat(run(MistypedTestCase.class, Map.of("mcp.snapshot", mode)).failure())
                    .hasMessageStartingWith(
                            "Not pinned: " + snapshot + " was not created, because its @PinnedSchema does not fit"
                                    + " server 'weather':\n\n  tools = \"get-forcast\": the server lists no such tool. Did you"
                                    + " mean 'get-forecast'?\n\n  Correct the @PinnedSchema of "
                                    + MistypedTestCase.class.getName() + "\n  Received file ");
            assertThat(snapshot).doesNotExist();
        }
        run("create-missing").allSucceeded(1);
        String written = Files.readString(snapshot);

        assertThat(run(MistypedTestCase.class, Map.of("mcp.snapshot", "update")).failure())
                .hasMessageStartingWith("Not pinned: " + snapshot + " was not updated, because its @PinnedSchema");
        assertThat(Files.readString(snapshot)).isEqualTo(written);
    }

    @PinnedSchema(value = "target/pinned-schema-tests/${snapshot.name}.snapshot.json", tools = "get-forcast")
    static class MistypedTestCase extends OptionsTestCase {}

    @Test
    void the_report_for_programs_has_the_rule_the_place_and_the_proof() throws IOException {
        run("create-missing").allSucceeded(1);
        weather.changeEdition(2);
        assertThat(run("verify").failure()).isNotNull();

        JsonValue json = Json.parse(Files.readString(report));
        assertThat(json.at("/report/fails")).contains(JsonValue.of(true));
        assertThat(json.at("/report/changes/0/rule")).contains(JsonValue.of("input.required-property-added"));
        assertThat(json.at("/report/changes/0/pointer"))
                .contains(JsonValue.of("/tools/get-forecast/inputSchema/properties/unit"));
        assertThat(json.at("/report/changes/0/witness/value/city")).isPresent();
        assertThat(json.at("/snapshot")).contains(JsonValue.of(snapshot.toString()));
    }

    @Test
    void compatible_changes_are_recorded_on_demand_and_the_rest_still_fails() throws IOException {
        run("create-missing").allSucceeded(1);
        String written = Files.readString(snapshot);
        weather.changeEdition(2);

        assertThat(run("accept-compatible").failure()).hasMessageStartingWith("Schema drift: server 'weather' ");
        // Both tools have changes that must be reviewed, so that both stay as they are pinned.
        assertThat(Files.readString(snapshot)).isEqualTo(written);
    }

    @Test
    void a_pin_that_cannot_be_meant_is_an_error_before_anything_is_compared() {
        assertThat(verify(NoPlaceTestCase.class).failure())
                .hasMessage("@PinnedSchema(ignore = \"tools/x\") on " + NoPlaceTestCase.class.getName()
                        + ": 'tools/x' is no place in a catalog. Places look like /tools/get-sum/inputSchema or"
                        + " /tools/*/description.");
        assertThat(verify(NoDayTestCase.class).failure())
                .hasMessage("@PinnedSchema(accept = @Accept(rule = \"tool.removed\")) on "
                        + NoDayTestCase.class.getName() + ": until = \"soon\" is no day. Days look like 2027-03-31.");
        assertThat(verify(NoReasonTestCase.class).failure())
                .hasMessage("@PinnedSchema(accept = @Accept(rule = \"tool.removed\")) on "
                        + NoReasonTestCase.class.getName()
                        + ": An acceptance needs a reason, so that a later reader can check whether it still"
                        + " holds.");
        assertThat(verify(NoRuleTestCase.class).failure())
                .hasMessage("@PinnedSchema(accept = @Accept(rule = \"input.property-remvoed\")) on "
                        + NoRuleTestCase.class.getName()
                        + ": There is no rule 'input.property-remvoed'. Did you mean 'input.property-removed'?");
        assertThat(verify(OddRuleTestCase.class).failure())
                .hasMessage("@PinnedSchema(accept = @Accept(rule = \"breaking\")) on " + OddRuleTestCase.class.getName()
                        + ": There is no rule 'breaking'; the report shows the id of each change's rule.");
        assertThat(verify(NoMemberTestCase.class).failure())
                .hasMessage("@PinnedSchema(accept = @Accept(rule = \"tool.removed\")) on "
                        + NoMemberTestCase.class.getName()
                        + ": '/tool/pay' is no place in a catalog: it starts with 'tool', and not with one of [tools,"
                        + " prompts, resources, resourceTemplates, capabilities, instructions, serverInfo,"
                        + " protocolVersion, image].");
        assertThat(verify(NeverADayTestCase.class).failure())
                .hasMessageContaining("until = \"2027-02-30\" is no day. Days look like 2027-03-31.");
        assertThat(verify(NoToolTestCase.class).failure())
                .hasMessage(
                        "@PinnedSchema(tools) on " + NoToolTestCase.class.getName() + ": names a tool without a name.");
    }

    @PinnedSchema(ignore = "tools/x")
    static class NoPlaceTestCase extends OptionsTestCase {}

    @PinnedSchema(accept = @Accept(rule = "tool.removed", at = "/**", reason = "why", until = "soon"))
    static class NoDayTestCase extends OptionsTestCase {}

    @PinnedSchema(accept = @Accept(rule = "input.property-remvoed", at = "/**", reason = "why"))
    static class NoRuleTestCase extends OptionsTestCase {}

    @PinnedSchema(accept = @Accept(rule = "breaking", at = "/**", reason = "why"))
    static class OddRuleTestCase extends OptionsTestCase {}

    @PinnedSchema(accept = @Accept(rule = "tool.removed", at = "/tool/pay", reason = "why"))
    static class NoMemberTestCase extends OptionsTestCase {}

    @PinnedSchema(accept = @Accept(rule = "tool.removed", at = "/**", reason = "why", until = "2027-02-30"))
    static class NeverADayTestCase extends OptionsTestCase {}

    @PinnedSchema(accept = @Accept(rule = "tool.removed", at = "/**", reason = " "))
    static class NoReasonTestCase extends OptionsTestCase {}

    @PinnedSchema(tools = "")
    static class NoToolTestCase extends OptionsTestCase {}
}
