using System.Text.Json;

namespace Onair.VideoActions.Paths;

/// <summary>
/// A JSONPath. What RFC 9535 leaves out is read as Newtonsoft.Json reads it, for which the maps of users were written: <c>$</c> may be absent,
/// <c>[*]</c> selects items alone and <c>.*</c> members alone, a filter may have <c>=~</c>, and <c>..name</c> selects in the order of the text.
/// </summary>
/// <remarks>
/// On purpose it differs from Newtonsoft.Json 13.0.4, with which the cases of JsonPathTests and sixty thousand random paths were compared:
/// a negative index counts from the end, a filter may have parentheses, <c>&amp;&amp;</c> binds more tightly than <c>||</c> everywhere, and a
/// name may be in double quotes. A number and a text have no order, where Newtonsoft.Json reads the text as a number or fails. A filter of an
/// object selects nothing; Newtonsoft.Json filters its members when the condition has <c>..</c>.
/// </remarks>
/// <param name="Steps">Its steps.</param>
internal sealed record JsonPath(IReadOnlyList<PathStep> Steps)
{
    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is not a JSONPath. The message says why.</exception>
    public static JsonPath Parse(string text) => new PathParser(text).Whole();

    /// <summary>Returns the values at the path, in order.</summary>
    public IEnumerable<JsonElement> Select(JsonElement value) =>
        Steps.Aggregate<PathStep, IEnumerable<JsonElement>>([value], (found, step) => found.SelectMany(step.From));
}
