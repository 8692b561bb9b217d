/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.internal.rules.text.Lookalikes;
import dev.mcpjunit.drift.internal.rules.text.NameIndex;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookalikeNamesTests {

    @ParameterizedTest
    @CsvSource({
        "list_files, Iist_files",
        "delete_file, deIete_file",
        "lookup, Iookup",
        "email, emai1",
        "mail, mai1",
        "tool_all, tool_al1",
        "pay_bill, pay_bi11",
        "pay_bill, pay_b1ll",
        "login, 1ogin",
        "web_search, web_5earch",
        "job, j0b",
        "remove_item, rernove_item",
        "modern_view, modem_view",
        "write, vvrite",
        "house, hօuse",
        "send, ᏚᎬNᎠ",
        "zoom, ᴢoom",
        "view, ѵiew",
        "bank, Ьank",
        "list, ǀist",
        "git, ցit",
        "resume, résumé",
        "pop, ρόρ",
        "ace, асе",
        "all, a||",
        "list, |ist",
        "help, ʜᴇʟᴘ",
        "get, ꓖꓰꓔ",
        "tax, ⲧⲁⲭ",
        "wow, ωοω"
    })
    void these_are_taken_for_each_other(String name, String other) {
        assertThat(Lookalikes.readings(name)).containsAnyElementsOf(Lookalikes.readings(other));
    }

    @ParameterizedTest
    @CsvSource({
        "log4j, logaj",
        "get_a1c, get_alc",
        "get_item1, get_iteml",
        "step_1, step_l",
        "md5, mds",
        "oauth2_login, oauth_login",
        "list_v1, list_vl",
        "все, всё",
        "мои, мой",
        "かき, かぎ",
        "get_info, get_file"
    })
    void these_are_not(String name, String other) {
        assertThat(Collections.disjoint(Lookalikes.readings(name), Lookalikes.readings(other)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "get, gꓰt",
        "send_mail, s𐐮nd_mail",
        "transfer, tran𐒖fer",
        "delete, dᓚlete",
        "weather, weatհer",
        "read_file, rꮤad_file",
        "pay_invoice, pay_invഠice"
    })
    void letters_of_any_script_inside_a_latin_word_are_a_disguise(String name, String other) {
        assertThat(NameIndex.of(Stream.of(name, "get_forecast")).others(other)).containsExactly(name);
        assertThat(NameIndex.of(Stream.of(other, "get_forecast")).others(name)).containsExactly(other);
    }

    @ParameterizedTest
    @CsvSource({
        "get_status, get_погода",
        "getStatus, getПогода",
        "zahlen, zählet",
        "search, поиск_",
        "dt, Δt",
        "search_a, 検索search",
        "list_x, list_й"
    })
    void other_words_in_another_script_are_none(String name, String other) {
        assertThat(NameIndex.of(Stream.of(name)).others(other)).isEmpty();
    }
}
