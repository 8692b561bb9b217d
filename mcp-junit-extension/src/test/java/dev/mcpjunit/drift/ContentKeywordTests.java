/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no validator asks for counts for the value, wherever in its schema it is said. */
class ContentKeywordTests {

    private static final String DEFINITIONS = ",'$defs':{'B':{'type':'string','contentEncoding':'base64'}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "input | {'type':'string','contentEncoding':'base64'} | {'anyOf':[{'type':'string','contentEncoding':'base64'},{'type':'null'}],'default':null}",
                "input | {'type':'string','contentEncoding':'base64'} | {'anyOf':[{'$ref':'#/$defs/B'},{'type':'null'}]}",
                "input | {'type':'string','contentEncoding':'base64'} | {'allOf':[{'type':'string','contentEncoding':'base64'}],'title':'x'}",
                "input | {'type':'string','contentEncoding':'base64'} | {'anyOf':[{'type':'string','contentEncoding':'base64'},{'type':'integer'}]}",
                "input | {'allOf':[{'$ref':'#/$defs/B'}]} | {'$ref':'#/$defs/B'}",
                "input | {'$ref':'#/$defs/B'} | {'allOf':[{'$ref':'#/$defs/B'}],'title':'x'}",
                "output | {'anyOf':[{'$ref':'#/$defs/B'},{'type':'null'}]} | {'$ref':'#/$defs/B'}",
                "input | {'type':'string','contentEncoding':'base64'} | {'type':'string','contentEncoding':'BASE64'}",
                "input | {'type':'string'} | {'type':'string','contentEncoding':'8bit'}",
                "input | {'type':'string','contentEncoding':'binary'} | {'type':'string'}",
                "input | {'type':'integer'} | {'type':'integer','contentEncoding':'base64'}",
                "input | {'type':'string'} | {'anyOf':[{'type':'string'},{'type':'string','contentEncoding':'base64'}]}",
                "input | {'type':['string','null'],'nullable':true} | {'type':['string','null']}",
                "input | {'type':'string','nullable':true} | {'anyOf':[{'type':'string'},{'type':'null'}]}",
                "input | {'type':'string','nullable':true} | {'type':['string','null']}",
                "input | {'enum':['a',null],'nullable':true} | {'enum':['a',null]}",
                "input | {'type':'string','nullable':true,'enum':['a',null]} | {'enum':['a',null]}",
                "input | {'nullable':true} | {}",
                "output | {} | {'nullable':true}",
                "input | {'allOf':[{'$ref':'#/$defs/B'}],'nullable':true} | {'anyOf':[{'$ref':'#/$defs/B'},{'type':'null'}]}",
                "input | {'anyOf':[{'type':'string','nullable':true},{'type':'integer'}]} | {'anyOf':[{'type':'string'},{'type':'integer'}],'nullable':true}"
            })
    void what_is_said_elsewhere_of_the_same_value_is_no_change(String side, String before, String now) {
        assertThat(changes(side, before, now))
                .extracting(Change::level)
                .doesNotContain(Level.BREAKING, Level.RISKY, Level.SUSPICIOUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "input | {'type':'string'} | {'allOf':[{'type':'string','contentEncoding':'base64'}]} | BREAKING content-encoding-changed /a/allOf/0/contentEncoding",
                "output | {'type':'string'} | {'allOf':[{'type':'string','contentEncoding':'base64'}]} | BREAKING content-encoding-changed /a/allOf/0/contentEncoding",
                "input | {'allOf':[{'type':'string','contentEncoding':'base64'}]} | {'type':'string'} | BREAKING content-encoding-changed /a/allOf/0/contentEncoding",
                "input | {'type':'string'} | {'type':'string','allOf':[{'contentEncoding':'base64'}]} | BREAKING content-encoding-changed /a/allOf/0/contentEncoding",
                "input | {'type':'string'} | {'type':'string','if':{},'then':{'contentEncoding':'base64'}} | BREAKING content-encoding-changed /a/then/contentEncoding",
                "input | {'type':'string'} | {'allOf':[{'$ref':'#/$defs/B'}]} | BREAKING content-encoding-changed #B/contentEncoding",
                "input | {'type':'string','contentEncoding':'base64'} | {'anyOf':[{'type':'string'},{'type':'null'}]} | BREAKING content-encoding-changed /a/contentEncoding",
                "input | {'anyOf':[{'type':'string'},{'$ref':'#/$defs/B'}]} | {'$ref':'#/$defs/B'} | BREAKING content-encoding-changed #B/contentEncoding",
                "input | {'type':'array','items':{'type':'string'}} | {'type':'array','items':{'allOf':[{'$ref':'#/$defs/B'}]}} | BREAKING content-encoding-changed #B/contentEncoding",
                "input | {'type':'array','items':{'type':'string'}} | {'type':'array','prefixItems':[{'$ref':'#/$defs/B'}],'items':{'type':'string'}} | BREAKING content-encoding-changed #B/contentEncoding",
                "input | {'type':'string','contentMediaType':'image/png'} | {'anyOf':[{'type':'string'},{'type':'null'}]} | RISKY content-type-changed /a/contentMediaType",
                "output | {'type':'string'} | {'allOf':[{'type':'string','nullable':true}]} | BREAKING nullable-changed /a/allOf/0/nullable",
                "input | {'type':'string','nullable':true} | {'allOf':[{'type':'string'}]} | BREAKING nullable-changed /a/nullable",
                "input | {'anyOf':[{'type':'string','nullable':true},{'type':'integer'}]} | {'anyOf':[{'type':'string'},{'type':'integer'}]} | BREAKING nullable-changed /a/anyOf/0/nullable",
                "input | {'type':'string'} | {'allOf':[{'type':'string','format':'date'}]} | RISKY format-changed /a/allOf/0/format",
                "input | {'type':'string'} | {'allOf':[{'type':'string','deprecated':true}]} | RISKY deprecated /a/allOf/0/deprecated",
                "input | {'allOf':[{'type':'string','default':'x'}]} | {'allOf':[{'type':'string'}],'title':'x'} | RISKY default-removed /a/allOf/0/default",
                "input | {'enum':[1,2],'enumNames':['low','high']} | {'enum':[2,1],'enumNames':['low','high']} | REVIEW annotation-changed /a/enumNames"
            })
    void what_is_hidden_in_a_part_of_the_schema_is_seen(String side, String before, String now, String expected) {
        assertThat(changes(side, before, now))
                .extracting(change -> change.level() + " " + change.rule().replace(side + ".", "") + " "
                        + change.at()
                                .toString()
                                .replaceFirst("^/(in|out)putSchema/", "/")
                                .replaceFirst("^/properties", "")
                                .replaceFirst("^/\\$defs/", "#"))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref':'#/$defs/n','$defs':{'n':{'anyOf':[{'$ref':'#/$defs/n'},{'type':'string'}]}}} | {'$ref':'#/$defs/n','$defs':{'n':{'anyOf':[{'$ref':'#/$defs/n'},{'type':'string','title':'x'}]}}}",
                "{'allOf':[{'$ref':'#/$defs/n'},{'$ref':'#/$defs/n'}],'$defs':{'n':{'allOf':[{'$ref':'#/$defs/n'},{'$ref':'#/$defs/n'}]}}} | {'type':'string'}"
            })
    void what_refers_to_itself_comes_to_an_end(String before, String now) {
        assertThat(SchemaOfTool.compare("input", SchemaOfTool.property(before), SchemaOfTool.property(now)))
                .isNotNull();
    }

    private static List<Change> changes(String side, String before, String now) {
        return SchemaOfTool.compare(side, schema(before), schema(now)).changes();
    }

    private static String schema(String argument) {
        return "{'type':'object','properties':{'a':" + argument + "},'required':['a']" + DEFINITIONS;
    }
}
