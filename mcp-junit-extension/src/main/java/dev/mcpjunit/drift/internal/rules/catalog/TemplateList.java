/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.catalog;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.model.ResourceTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code template.variable-added}: a template that takes more variables in its query, and everything that it took. A
 * client that fills it as before still gets an address that fits.
 *
 * @param before the old templates, each under the address that it has now
 * @param extended the changes of those that take more
 */
record TemplateList(List<ResourceTemplate> before, List<Change> extended) {

    /** The operators of URI templates whose variables may be left out: {@code ?} and {@code &}. */
    private static final Pattern QUERY = Pattern.compile("\\{[?&]([^}]*)}");

    static TemplateList of(List<ResourceTemplate> before, List<ResourceTemplate> now) {
        var list = new TemplateList(new ArrayList<>(), new ArrayList<>());
        Set<String> olds = before.stream().map(ResourceTemplate::uriTemplate).collect(Collectors.toSet());
        Set<String> nows = now.stream().map(ResourceTemplate::uriTemplate).collect(Collectors.toSet());
        for (ResourceTemplate template : before) {
            String address = template.uriTemplate();
            List<String> successors = nows.contains(address)
                    ? List.of()
                    : nows.stream()
                            .filter(other -> !olds.contains(other) && isExtended(address, other))
                            .toList();
            list.add(template, successors.size() == 1 ? successors.get(0) : address);
        }
        return list;
    }

    private void add(ResourceTemplate template, String address) {
        if (address.equals(template.uriTemplate())) {
            before.add(template);
            return;
        }
        before.add(new ResourceTemplate(
                template.raw().toBuilder().put("uriTemplate", address).build()));
        extended.add(Change.contract(
                "template.variable-added",
                new Subject(Subject.Kind.TEMPLATE, address),
                ToolPair.at("uriTemplate"),
                Compatibility.RISKY,
                "it was " + template.uriTemplate() + " and takes more now"));
    }

    private static boolean isExtended(String before, String now) {
        return QUERY.matcher(before).replaceAll("").equals(QUERY.matcher(now).replaceAll(""))
                && variables(now).containsAll(variables(before));
    }

    private static Set<String> variables(String template) {
        var names = new TreeSet<String>();
        Matcher query = QUERY.matcher(template);
        while (query.find()) {
            names.addAll(List.of(query.group(1).split(",", -1)));
        }
        return names;
    }
}
