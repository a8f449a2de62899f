using System.Text.Json.Nodes;

namespace Onair.Emulator.MediaConvert;

/// <summary>A job's settings on top of its template's.</summary>
internal static class TemplateSettings
{
    /// <summary>
    /// Members of the job win, the others are the template's; items of lists are put together by their place. AWS does not write this rule
    /// down; its video-on-demand solution depends on it: it names a template and sends an output group for each of the template's, in their
    /// order, with a destination and no outputs.
    /// </summary>
    /// <returns>New; neither argument changes.</returns>
    public static JsonObject Merge(JsonObject template, JsonObject job) => (JsonObject)Merge((JsonNode)template, job);

    private static JsonNode Merge(JsonNode template, JsonNode job)
    {
        switch (template, job)
        {
            case (JsonObject below, JsonObject above):
                var merged = (JsonObject)below.DeepClone();
                foreach (var (name, value) in above)
                    if (value is not null) merged[name] = below[name] is { } old ? Merge(old, value) : value.DeepClone();
                return merged;
            case (JsonArray below, JsonArray above):
                return new JsonArray([.. Enumerable.Range(0, Math.Max(below.Count, above.Count)).Select(i => Item(below, above, i))]);
            default:
                return job.DeepClone();
        }
    }

    private static JsonNode? Item(JsonArray below, JsonArray above, int index) =>
        index >= below.Count ? above[index]?.DeepClone()
        : index >= above.Count ? below[index]?.DeepClone()
        : Merge(below[index]!, above[index]!);
}
