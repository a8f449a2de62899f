using System.Reflection;
using System.Text.RegularExpressions;
using Onair.Events;
using Onair.Events.Data;

namespace Onair.CrdGenerator.Events;

/// <summary>The page on events: written by hand except for its tables, which are between <c>&lt;!-- begin name --&gt;</c> and <c>&lt;!-- end name --&gt;</c>.</summary>
public static partial class EventPage
{
    /// <summary>The page with current tables.</summary>
    /// <exception cref="NotSupportedException">The page lacks a place for a table, or has one for an unknown table; or a type lacks documentation.</exception>
    public static string WithTables(string page)
    {
        var documentation = Documentation.Of(typeof(EventData).Assembly, typeof(Api.Group).Assembly);
        var tables = EventKindRegistry.All.ToDictionary(kind => $"fields of {kind.Name}", kind => DataTable.Of(SchemaFiles.Of(kind, documentation)));
        tables["types"] = Types(documentation);
        var places = new HashSet<string>(StringComparer.Ordinal);
        var text = Place().Replace(page, place =>
        {
            var name = place.Groups["name"].Value;
            places.Add(name);
            return tables.TryGetValue(name, out var table)
                ? $"<!-- begin {name} -->\n{table}<!-- end {name} -->"
                : throw new NotSupportedException($"The page on events has a place for a table of {name}, which does not exist.");
        });
        documentation.ThrowIfAnyIsMissing();
        return tables.Keys.Except(places).ToList() is { Count: > 0 } missing
            ? throw new NotSupportedException($"The page on events has no place for: {string.Join(", ", missing)}.") : text;
    }

    private static string Types(Documentation documentation)
    {
        var fields = typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .ToDictionary(field => (string)field.GetRawConstantValue()!);
        return Reference.Markdown.Table(
            ["Type", "When", "Data"],
            EventKindRegistry.All.SelectMany(kind => kind.Types.Select(type => new[]
            {
                Reference.Markdown.Code(type), documentation.Markdown(fields[type]), $"[{kind.Name}](schemas/{kind.Name}.json)",
            })));
    }

    [GeneratedRegex("<!-- begin (?<name>[a-z ]+) -->\n(.*?)<!-- end \\k<name> -->", RegexOptions.Singleline)]
    private static partial Regex Place();
}
