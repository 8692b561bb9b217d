/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** What {@code \p{…}} names: general categories, scripts and the binary properties that Java knows. */
final class UnicodeProperty {

    private static final Map<String, String> LONG_NAMES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Cased_Letter", "LC"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("Mark", "M"),
            Map.entry("Combining_Mark", "M"),
            Map.entry("Nonspacing_Mark", "Mn"),
            Map.entry("Spacing_Mark", "Mc"),
            Map.entry("Enclosing_Mark", "Me"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("Letter_Number", "Nl"),
            Map.entry("Other_Number", "No"),
            Map.entry("Punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("Connector_Punctuation", "Pc"),
            Map.entry("Dash_Punctuation", "Pd"),
            Map.entry("Open_Punctuation", "Ps"),
            Map.entry("Close_Punctuation", "Pe"),
            Map.entry("Initial_Punctuation", "Pi"),
            Map.entry("Final_Punctuation", "Pf"),
            Map.entry("Other_Punctuation", "Po"),
            Map.entry("Symbol", "S"),
            Map.entry("Math_Symbol", "Sm"),
            Map.entry("Currency_Symbol", "Sc"),
            Map.entry("Modifier_Symbol", "Sk"),
            Map.entry("Other_Symbol", "So"),
            Map.entry("Separator", "Z"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("Line_Separator", "Zl"),
            Map.entry("Paragraph_Separator", "Zp"),
            Map.entry("Other", "C"),
            Map.entry("Control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("Format", "Cf"),
            Map.entry("Surrogate", "Cs"),
            Map.entry("Private_Use", "Co"),
            Map.entry("Unassigned", "Cn"));

    private static final Set<String> CASED = Set.of("Lu", "Ll", "Lt");

    /** The general categories in the order of the constants of {@link Character}. */
    private static final String[] CATEGORIES = {
        "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co",
        "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
    };

    private static final Map<String, IntPredicate> BINARY = Map.of(
            "Any", c -> true,
            "ASCII", c -> c < 0x80,
            "Assigned", Character::isDefined,
            "Alphabetic", Character::isAlphabetic,
            "Alpha", Character::isAlphabetic,
            "Lowercase", Character::isLowerCase,
            "Uppercase", Character::isUpperCase,
            "Ideographic", Character::isIdeographic,
            "White_Space", c -> c == 0x85 || (c != 0xFEFF && CharSet.SPACE.contains(c)),
            "ASCII_Hex_Digit", c -> c < 0x80 && Character.digit(c, 16) >= 0);

    private UnicodeProperty() {}

    static Optional<CharSet> find(String name) {
        int equals = name.indexOf('=');
        if (equals < 0) {
            IntPredicate binary = BINARY.get(name);
            return binary != null ? Optional.of(CharSet.where(binary)) : category(name);
        }
        String value = name.substring(equals + 1);
        return switch (name.substring(0, equals)) {
            case "gc", "General_Category" -> category(value);
            case "sc", "Script" -> script(value);
            // Script_Extensions differs from Script in a few hundred shared characters that Java does not know.
            default -> Optional.empty();
        };
    }

    private static Optional<CharSet> category(String name) {
        String wanted = LONG_NAMES.getOrDefault(name, name);
        // By number first: a million characters are asked.
        boolean[] members = new boolean[CATEGORIES.length];
        boolean known = false;
        for (int type = 0; type < CATEGORIES.length; type++) {
            String category = CATEGORIES[type];
            members[type] = wanted.equals("LC")
                    ? CASED.contains(category)
                    : category.equals(wanted) || (wanted.length() == 1 && category.startsWith(wanted));
            known |= members[type];
        }
        return known ? Optional.of(CharSet.where(c -> members[Character.getType(c)])) : Optional.empty();
    }

    private static Optional<CharSet> script(String name) {
        try {
            var script = Character.UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
            return Optional.of(CharSet.where(c -> Character.UnicodeScript.of(c) == script));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
