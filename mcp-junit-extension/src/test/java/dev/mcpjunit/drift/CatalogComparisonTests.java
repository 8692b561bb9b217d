/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.model.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogComparisonTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'b':{'c':2,'d':3}} | {'b':{'d':3,'c':2},'a':1.0}",
                "{'inputSchema':{'required':['a','b']}} | {'inputSchema':{'required':['b','a']}}",
                "{'inputSchema':{'enum':[1,'x']}} | {'inputSchema':{'enum':['x',1]}}",
                "{'inputSchema':{'type':['string','null']}} | {'inputSchema':{'type':['null','string']}}",
                "{'inputSchema':{'anyOf':[{'type':'string'},{}]}} | {'inputSchema':{'anyOf':[{},{'type':'string'}]}}",
                "{'outputSchema':{'items':{'required':['a','b']}}} | {'outputSchema':{'items':{'required':['b','a']}}}",
                "{'annotations':{'readOnlyHint':false}} | {}",
                "{'annotations':{'destructiveHint':true,'idempotentHint':false,'openWorldHint':true}} | {'annotations':{}}",
                "{'annotations':{'readOnlyHint':true,'destructiveHint':false}} | {'annotations':{'readOnlyHint':true}}"
            })
    void what_means_the_same_is_equal(String before, String after) {
        assertThat(compare(before, after)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'description':'a'} | {'description':'b'} | /description",
                "{'inputSchema':{'const':['a','b']}} | {'inputSchema':{'const':['b','a']}} | /inputSchema/const/0",
                "{'inputSchema':{'properties':{'required':{'const':1}}}} | {'inputSchema':{'properties':{'required':{'const':2}}}} | /inputSchema/properties/required/const",
                "{'inputSchema':{'default':['a','b']}} | {'inputSchema':{'default':['b','a']}} | /inputSchema/default/0",
                "{'inputSchema':{'prefixItems':[{},true]}} | {'inputSchema':{'prefixItems':[true,{}]}} | /inputSchema/prefixItems/0",
                "{'annotations':{'readOnlyHint':true}} | {} | /annotations",
                "{'annotations':{'title':'a'}} | {'annotations':{'title':'b'}} | /annotations/title",
                "{'x':{'y/z':1}} | {'x':{'y/z':2}} | /x/y~1z"
            })
    void what_means_something_else_is_found_where_it_is(String before, String after, String place) {
        assertThat(compare(before, after))
                .first()
                .satisfies(difference -> assertThat(difference.at()).hasToString(place))
                .extracting(Difference::subject)
                .isEqualTo("tools/t");
    }

    @Test
    void items_that_came_and_went_are_told_one_by_one() {
        assertThat(compare("{'inputSchema':{'required':['a','b']}}", "{'inputSchema':{'required':['b','c','d']}}"))
                .extracting(d -> d.at() + " " + d.before() + " " + d.after())
                .containsExactly(
                        "/inputSchema/required Optional[\"a\"] Optional.empty",
                        "/inputSchema/required Optional.empty Optional[\"c\"]",
                        "/inputSchema/required Optional.empty Optional[\"d\"]");
    }

    @Test
    void tools_that_came_and_went_are_told_as_a_whole() {
        List<Difference> differences = CatalogComparison.compare(
                catalog(tool("a", "{}"), tool("b", "{}")), catalog(tool("b", "{}"), tool("c", "{}")));

        assertThat(differences)
                .extracting(d -> d.subject() + d.at() + " " + d.before().isPresent() + " "
                        + d.after().isPresent())
                .containsExactly("tools/a true false", "tools/c false true");
    }

    @Test
    void the_order_of_tools_makes_no_difference_but_a_second_one_of_the_same_name_does() {
        Catalog one = catalog(tool("a", "{}"), tool("b", "{}"));

        assertThat(CatalogComparison.compare(one, catalog(tool("b", "{}"), tool("a", "{}"))))
                .isEmpty();
        assertThat(CatalogComparison.compare(one, catalog(tool("a", "{}"), tool("b", "{}"), tool("a", "{'x':1}"))))
                .extracting(Difference::subject)
                .containsExactly("tools/a");
    }

    private static List<Difference> compare(String before, String after) {
        return CatalogComparison.compare(catalog(tool("t", before)), catalog(tool("t", after)));
    }
}
