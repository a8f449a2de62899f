using System.Text.Json;

namespace Onair.VideoActions.Paths;

/// <summary>
/// A JSONPath. What RFC 9535 leaves out is read as Newtonsoft.Json reads it, for which the maps of users were written: <c>$</c> may be absent,
/// <c>[*]</c> selects items alone and <c>.*</c> members alone, a filter may have <c>=~</c>, and <c>..name</c> selects in the order of the text.
/// </summary>
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
