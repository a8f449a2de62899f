using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Tests.Integration.EveryKind;

namespace Onair.Tests.Integration.Storm;

/// <summary>What AWS and the video service have of objects: all that the emulator keeps and that goes on, past its APIs.</summary>
internal static class Leftovers
{
    // What AWS and Mux keep of something that has ended, and nobody can delete.
    private static readonly HashSet<string> Ended = new(StringComparer.OrdinalIgnoreCase) { "Deleted", "Deleting", "Canceled", "Cancelled", "Complete", "Error", "timed_out", "asset_created" };

    // Callbacks that were sent, or are to be.
    private const string History = "mux-events";

    private static readonly HashSet<string> Lives = new(StringComparer.OrdinalIgnoreCase) { "State", "Status", "Phase" };

    /// <summary>What sort of resources name one of the uids, each as often as there are of it, in order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(EveryKindRig rig, IReadOnlyCollection<string> uids)
    {
        var names = uids.ToHashSet(StringComparer.Ordinal);
        var state = Path.Combine(rig.Emulator.Data, "state");
        var found = await Snapshot.TakeAsync(rig, names);
        return [.. found.Where(one => one.Key.StartsWith(state, StringComparison.Ordinal) ? !HasEnded(one.Value) : !one.Key.StartsWith("s3:", StringComparison.Ordinal))
            .Select(one => one.Key.StartsWith(state, StringComparison.Ordinal) ? Path.GetDirectoryName(Path.GetRelativePath(state, one.Key))! : "behavior")
            .Where(sort => sort != History).Order(StringComparer.Ordinal)];
    }

    private static bool HasEnded(string document)
    {
        try
        {
            return JsonNode.Parse(document) is JsonObject resource && resource.Any(member =>
                (Lives.Contains(member.Key) && member.Value is JsonValue value && value.TryGetValue(out string? text) && Ended.Contains(text))
                // That of a media pipeline.
                || (member.Key == "StoppedAt" && member.Value is not null));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
