/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.MessageProvider;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the validator says, in words for people who read about a value that broke, and the same on every machine: the
 * library's own messages follow the machine's language.
 */
final class Messages implements MessageProvider {

    static final MessageProvider ENGLISH = new Messages();

    private static final Map<String, String> TEMPLATES = Map.ofEntries(
            Map.entry("falseSchema", "nothing is allowed here"),
            Map.entry("contains", "no item matches 'contains'"),
            Map.entry("dependentSchemas", "the schema that depends on %1$s is not met"),
            Map.entry("ifThen", "the value matches 'if' but not 'then'"),
            Map.entry("ifElse", "the value matches neither 'if' nor 'else'"),
            Map.entry("allOf", "the value does not match 'allOf' %1$s"),
            Map.entry("anyOf", "the value matches no branch of 'anyOf'"),
            Map.entry("not", "the value matches what 'not' forbids"),
            Map.entry("type", "expected %2$s, found %1$s"),
            Map.entry("const", "expected %2$s"),
            Map.entry("enum", "%1$s is none of %2$s"),
            Map.entry("multipleOf", "%1$s is not a multiple of %2$s"),
            Map.entry("maximum", "%1$s is greater than %2$s"),
            Map.entry("exclusiveMaximum", "%1$s is not less than %2$s"),
            Map.entry("minimum", "%1$s is less than %2$s"),
            Map.entry("exclusiveMinimum", "%1$s is not greater than %2$s"),
            Map.entry("maxLength", "'%1$s' is longer than %2$s"),
            Map.entry("minLength", "'%1$s' is shorter than %2$s"),
            Map.entry("pattern", "'%1$s' does not match %2$s"),
            Map.entry("maxItems", "%1$s items are more than %2$s"),
            Map.entry("minItems", "%1$s items are fewer than %2$s"),
            Map.entry("uniqueItems", "the item at index %1$s occurs twice"),
            Map.entry("maxContains", "%1$s items match 'contains', more than %2$s"),
            Map.entry("minContains", "%1$s items match 'contains', fewer than %2$s"),
            Map.entry("maxProperties", "%1$s properties are more than %2$s"),
            Map.entry("minProperties", "%1$s properties are fewer than %2$s"));

    private Messages() {}

    @Override
    public String getMessage(String key, Object... args) {
        if (key.equals("required") || key.equals("dependentRequired")) {
            return missing((Collection<?>) args[0]);
        }
        if (key.equals("oneOf")) {
            return args[0].equals(0)
                    ? "the value matches no branch of 'oneOf'"
                    : "the value matches " + args[0] + " branches of 'oneOf', at " + print(args[1]);
        }
        String template = TEMPLATES.get(key);
        Object[] printed = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            printed[i] = print(args[i]);
        }
        return template == null ? key : String.format(Locale.ROOT, template, printed);
    }

    private static String missing(Collection<?> names) {
        String list = names.stream().map(name -> "'" + name + "'").sorted().collect(Collectors.joining(", "));
        return names.size() == 1
                ? "required property " + list + " is missing"
                : "required properties " + list + " are missing";
    }

    private static String print(Object argument) {
        return argument instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(argument);
    }
}
