using System.Text.Json.Nodes;

namespace Onair.Gateway.Streams.Edits;

/// <summary>JSON merge patch (RFC 7396), as the API server applies it: what is judged is what will be stored.</summary>
internal static class MergePatch
{
    /// <summary>Changes an object in place.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject members:
                    if (target[name] is not JsonObject inner) target[name] = inner = [];
                    Apply(inner, members);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
